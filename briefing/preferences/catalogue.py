"""Every setting there is, page by page in the order in which the window shows them."""

from __future__ import annotations

from typing import Any

from briefing.preferences.setting import Field, Page, Setting

LAST, HOME = "last", "home"

AUTHOR = Setting(
    "general.author",
    Page.GENERAL,
    "署名",
    "写在批注和简报导出记录里的名字或科室。留空时记作“本机”。",
    "",
    Field.OPEN,
    longest=60,
    initials="sm",
    words="姓名 名字 科室 单位 作者",
    personal=True,
)
START = Setting(
    "general.start",
    Page.GENERAL,
    "打开程序时",
    "先看到哪里。",
    LAST,
    Field.CHOICE,
    ((LAST, "上次离开的地方"), (HOME, "首页")),
    initials="dkcxs",
    words="启动 开始 首页",
)
SCALE = Setting(
    "look.scale",
    Page.LOOK,
    "文字大小",
    "整个窗口的文字；打印出来的字号不变。也可以按 Ctrl 加 + 或 −。",
    100,
    Field.CHOICE,
    ((90, "90%"), (100, "100%"), (110, "110%"), (125, "125%"), (150, "150%"), (175, "175%"), (200, "200%")),
    initials="wzdx",
    words="字号 放大 缩小 缩放",
)
APPEARANCE = Setting(
    "look.appearance",
    Page.LOOK,
    "外观",
    "随系统时，系统换成深色，这里也换。纸面始终是白的。",
    "system",
    Field.CHOICE,
    (("system", "随系统"), ("light", "浅色"), ("dark", "深色")),
    initials="wg",
    words="主题 深色 浅色 夜间 颜色",
)


def _face(role: str, name: str, initials: str, use: str, words: str = "") -> Setting[str]:
    return Setting(
        f"fonts.{role}",
        Page.FACES,
        name,
        use,
        "",
        Field.FACE,
        longest=120,
        initials=initials,
        words=f"字体 {words}".strip(),
    )


FACES = (
    _face("fangsong", "仿宋", "fs", "正文。"),
    _face("kaiti", "楷体", "kt", "二级标题、引用、批注和附注。"),
    _face("heiti", "黑体", "ht", "一级标题、密级和图表。"),
    _face("songti", "宋体", "st", "表格、图题和页码。"),
    _face("xiaobiaosong", "小标宋", "xbs", "简报的标题。"),
    _face("latin", "数字和西文", "szhxw", "正文里的数字和字母。", "英文 Times"),
)
"""One for every role; what follows the dot is the role's own value."""

BACKUP_FOLDER = Setting(
    "backup.folder",
    Page.BACKUP,
    "备份文件夹",
    "自动时放在资料库旁边。放到另一块硬盘或U盘，原来的硬盘坏了也有备份；去不了那里时，先放在资料库旁边。",
    "",
    Field.FOLDER,
    longest=1000,
    initials="bfwjj",
    words="位置 U盘 硬盘 目录",
    local=True,
)
BACKUP_DAYS = Setting(
    "backup.days",
    Page.BACKUP,
    "每天的备份保留",
    "更早的自动备份每周留一份，两个月以后每月留一份，满一年删去。手动备份一直保留。",
    14,
    Field.CHOICE,
    ((7, "7 天"), (14, "14 天"), (30, "30 天"), (60, "60 天")),
    initials="mtdbfbl",
    words="天数 多少天 自动备份",
)
EARLIER_FOLDERS: Setting[tuple[str, ...]] = Setting(
    "backup.earlier", Page.BACKUP, "以前的备份文件夹", "", (), Field.HIDDEN, longest=1000, local=True
)
"""Kept so that what lies there is still listed; no page shows it."""

CONFIDENTIALITY = Setting(
    "briefing.confidentiality",
    Page.BRIEFING,
    "新简报的密级",
    "只用于以后新建的简报，已有的不变。可以选，也可以自己写。",
    "",
    Field.OPEN,
    (("", "不写"), ("内部", "内部"), ("秘密", "秘密"), ("机密", "机密"), ("绝密", "绝密")),
    longest=40,
    initials="xjbdmj",
    words="保密 秘密 内部",
)
RECIPIENTS = Setting(
    "briefing.recipients",
    Page.BRIEFING,
    "新简报的主送",
    "只用于以后新建的简报，已有的不变。",
    "",
    Field.LINE,
    initials="xjbdzs",
    words="单位 领导",
)
PRESENTER = Setting(
    "briefing.presenter",
    Page.BRIEFING,
    "新简报的汇报单位",
    "汇报的单位或人，只用于以后新建的简报。",
    "",
    Field.LINE,
    initials="xjbdhbdw",
    words="汇报人 科室",
)
PRINTER = Setting(
    "print.printer",
    Page.PRINT,
    "打印机",
    "打印时先选好这一台，打印对话框里仍可以改。找不到它时用系统默认的。",
    "",
    Field.PRINTER,
    longest=200,
    initials="dyj",
    words="默认打印机",
    local=True,
)
SIDES = Setting(
    "print.sides",
    Page.PRINT,
    "双面",
    "双面时沿长边翻页。",
    "layout",
    Field.CHOICE,
    (("layout", "按版式"), ("double", "双面"), ("single", "单面")),
    initials="sm",
    words="单面 正反面",
)
COLOUR = Setting(
    "print.colour",
    Page.PRINT,
    "颜色",
    "图表在灰度下也分得清：实绩是实心的，目标是斜线。",
    "printer",
    Field.CHOICE,
    (("printer", "随打印机"), ("colour", "彩色"), ("grey", "灰度")),
    initials="ys",
    words="彩色 黑白 灰度",
)
COPIES = Setting(
    "print.copies",
    Page.PRINT,
    "份数",
    "",
    1,
    Field.NUMBER,
    least=1,
    most=99,
    unit=" 份",
    initials="fs",
    words="几份 多份",
)

SETTINGS: tuple[Setting[Any], ...] = (
    AUTHOR,
    START,
    SCALE,
    APPEARANCE,
    *FACES,
    BACKUP_FOLDER,
    BACKUP_DAYS,
    CONFIDENTIALITY,
    RECIPIENTS,
    PRESENTER,
    PRINTER,
    SIDES,
    COLOUR,
    COPIES,
)


def on_page(page: Page) -> tuple[Setting[Any], ...]:
    """The settings of a page."""
    return tuple(one for one in SETTINGS if one.page is page)


def found(words: str) -> tuple[Setting[Any], ...]:
    """The settings that are about all of these words: in their titles, explanations and choices, in the page's name,
    among what else they are called, or as the beginning of the title's pinyin initials."""
    sought = words.lower().split()
    return tuple(one for one in SETTINGS if all(_is_about(one, word) for word in sought))


def _is_about(setting: Setting[Any], word: str) -> bool:
    shown = (setting.title, setting.says, setting.words, setting.page.label, *(named for _, named in setting.choices))
    return any(word in text.lower() for text in shown) or setting.initials.startswith(word)
