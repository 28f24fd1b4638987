"""The style sheet and palette made from a theme, for the plain widgets Qt paints itself."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from briefing.locate import data_folder
from briefing.ui.theme.theme import Theme


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole application; called at the start and after every ``Theme.changed``."""
    app.setFont(theme.sans(15))
    app.setPalette(_palette(theme))
    app.setStyleSheet(_sheet(theme))


def _palette(theme: Theme) -> QPalette:
    colours = theme.colours
    role = QPalette.ColorRole
    palette = QPalette()
    for which, value in (
        (role.Window, colours.paper),
        (role.Base, colours.raised),
        (role.AlternateBase, colours.side),
        (role.Button, colours.raised),
        (role.WindowText, colours.ink),
        (role.Text, colours.ink),
        (role.ButtonText, colours.ink),
        (role.BrightText, colours.ink),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.ink),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.selected),
        (role.HighlightedText, colours.ink),
        (role.Link, colours.ink),
        (role.LinkVisited, colours.ink),
        (role.Mid, colours.line2),
        (role.Dark, colours.field),
        (role.Light, colours.raised),
        (role.Accent, colours.ink),
    ):
        palette.setColor(which, QColor(value))
    for which in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.muted))
    return palette


def _sheet(theme: Theme) -> str:
    """Everything here is by role or object name; widgets that paint themselves take no style from it."""
    c, px = theme.colours, theme.px
    icons, shade = (data_folder("resources") / "icons").as_posix(), "dark" if c.dark else "light"
    return f"""
* {{ font-family: "{theme.sans_family}"; font-size: {px(15)}px; }}
QMainWindow, QDialog, QStackedWidget#pages, QScrollArea, QWidget#page {{ background: {c.paper}; color: {c.ink}; }}
QScrollArea {{ border: none; }}
QWidget#side, QWidget#list, QScrollArea#list {{ background: {c.side}; }}
QToolTip {{ background: {c.raised}; color: {c.ink}; border: 1px solid {c.field}; padding: {px(6)}px;
    font-size: {px(14)}px; }}
QMenuBar {{ background: {c.paper}; border: none; border-bottom: 1px solid {c.line}; padding: 0 {px(8)}px;
    spacing: 0; }}
QMenuBar::item {{ background: transparent; color: {c.ink}; padding: {px(8)}px {px(12)}px; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {c.hover}; }}
QMenu {{ background: {c.raised}; color: {c.ink}; border: 1px solid {c.field}; padding: {px(4)}px 0; }}
QMenu::item {{ padding: {px(6)}px {px(28)}px {px(6)}px {px(28)}px; }}
QMenu::item:selected {{ background: {c.selected}; color: {c.ink}; }}
QMenu::item:disabled {{ color: {c.muted}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: {px(4)}px 0; }}
QLabel {{ color: {c.ink}; background: transparent; }}
QLabel[role="muted"] {{ color: {c.muted}; font-size: {px(13)}px; }}
QLabel[role="second"] {{ color: {c.ink2}; font-size: {px(14)}px; }}
QLabel[role="caveat"] {{ color: {c.caveat}; font-size: {px(14)}px; }}
QLabel[role="computed"] {{ color: {c.computed}; }}
QLabel[role="heading"] {{ font-weight: 700; }}
QLabel[role="title"] {{ font-family: "{theme.serif_family}"; font-size: {px(24)}px; font-weight: 700; }}
QLabel[role="object"] {{ font-size: {px(18)}px; font-weight: 700; }}
QLabel[role="year"] {{ font-size: {px(24)}px; font-weight: 700; }}
QLabel[role="rowtitle"] {{ font-family: "{theme.serif_family}"; font-size: {px(18)}px; font-weight: 700; }}
QLabel[role="subtitle"] {{ font-family: "{theme.serif_family}"; font-size: {px(16)}px; color: {c.ink2}; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {{ background: {c.raised}; color: {c.ink};
    border: 1px solid {c.field}; border-radius: 4px; padding: 0 {px(8)}px; min-height: {px(30)}px;
    selection-background-color: {c.selected}; selection-color: {c.ink}; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {c.muted}; }}
QPlainTextEdit, QTextEdit {{ padding: {px(4)}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
    border: 2px solid {c.ink}; padding-left: {px(8) - 1}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {px(4) - 1}px; }}
QLineEdit:disabled {{ background: {c.paper}; border-color: {c.line2}; color: {c.muted}; }}
QComboBox::drop-down {{ border: none; width: {px(24)}px; }}
QComboBox::down-arrow {{ image: url("{icons}/chevron-down-{shade}.svg"); width: {px(12)}px; height: {px(12)}px; }}
QComboBox QAbstractItemView {{ background: {c.raised}; color: {c.ink}; border: 1px solid {c.field};
    selection-background-color: {c.selected}; selection-color: {c.ink}; outline: none; }}
QPushButton {{ background: {c.raised}; color: {c.ink}; border: 1px solid {c.field}; border-radius: 4px;
    padding: 0 {px(15)}px; min-height: {px(30)}px; }}
QPushButton:hover {{ background: {c.hover}; }}
QPushButton:pressed {{ background: {c.selected}; }}
QPushButton:disabled {{ color: {c.muted}; border-color: {c.line2}; background: {c.paper}; }}
QPushButton[role="primary"] {{ background: {c.ink}; color: {c.paper}; border-color: {c.ink}; font-weight: 700; }}
QPushButton[role="primary"]:hover {{ background: {c.ink2}; border-color: {c.ink2}; }}
QPushButton[role="primary"]:disabled {{ background: {c.line2}; border-color: {c.line2}; color: {c.muted}; }}
QPushButton[role="plain"], QToolButton {{ background: transparent; border: 1px solid transparent; color: {c.ink};
    border-radius: 4px; padding: 0 {px(8)}px; min-height: {px(30)}px; }}
QPushButton[role="plain"]:hover, QToolButton:hover {{ background: {c.hover}; }}
QPushButton[role="plain"]:disabled, QToolButton:disabled {{ color: {c.muted}; background: transparent; }}
QPushButton[role="link"] {{ background: transparent; border: none; border-bottom: 1px solid {c.ink2}; border-radius: 0;
    padding: 0; min-height: {px(18)}px; font-size: {px(14)}px; color: {c.ink}; }}
QPushButton[role="link"]:hover {{ border-bottom: 2px solid {c.ink}; }}
QPushButton[role="crumb"] {{ background: transparent; border: none; border-radius: 0; padding: 0;
    min-height: {px(24)}px; font-size: {px(14)}px; color: {c.ink2}; }}
QPushButton[role="crumb"]:hover, QPushButton[role="crumb"]:focus {{ color: {c.ink}; text-decoration: underline; }}
QPushButton[role="segment"] {{ border-radius: 0; padding: 0 {px(7)}px; margin-left: -1px; }}
QPushButton[role="segment"][place="first"] {{ margin-left: 0; }}
QPushButton[role="segment"]:checked {{ background: {c.ink}; color: {c.paper}; border-color: {c.ink};
    font-weight: 700; }}
QPushButton:focus, QToolButton:focus {{ outline: none; border: 2px solid {c.ink}; }}
QPushButton[role="link"]:focus {{ border: none; border-bottom: 2px solid {c.ink}; background: {c.selected}; }}
QPushButton[role="tab"] {{ background: transparent; border: none; border-bottom: 2px solid transparent;
    border-radius: 0; min-height: {px(37)}px; padding: 0; color: {c.ink2}; }}
QPushButton[role="tab"]:hover {{ color: {c.ink}; }}
QPushButton[role="tab"]:checked {{ border-bottom: 2px solid {c.ink}; color: {c.ink}; font-weight: 700; }}
QPushButton[role="tab"]:focus {{ background: {c.selected}; }}
QCheckBox, QRadioButton {{ spacing: {px(8)}px; min-height: {px(32)}px; color: {c.ink}; }}
QCheckBox::indicator {{ width: {px(14)}px; height: {px(14)}px; border: 1px solid {c.field}; border-radius: 3px;
    background: {c.raised}; }}
QCheckBox::indicator:checked {{ background: {c.ink}; border-color: {c.ink};
    image: url("{icons}/tick-{shade}.svg"); }}
QRadioButton::indicator {{ width: {px(14)}px; height: {px(14)}px; border: 1px solid {c.field};
    border-radius: {px(14) // 2 + 1}px; background: {c.raised}; }}
QRadioButton::indicator:checked {{ width: {px(14) - 8}px; height: {px(14) - 8}px; border: 5px solid {c.ink}; }}
QCheckBox:focus, QRadioButton:focus {{ background: {c.selected}; }}
QProgressBar {{ border: 1px solid {c.field}; border-radius: 4px; background: {c.raised}; height: {px(8)}px; }}
QProgressBar::chunk {{ background: {c.ink}; }}
QTreeView, QListView, QTableView {{ background: transparent; border: none; outline: none; color: {c.ink}; }}
QHeaderView, QHeaderView::section {{ background: transparent; border: none; color: {c.muted}; font-size: {px(13)}px; }}
QSplitter::handle {{ background: {c.line}; }}
QStatusBar {{ background: {c.paper}; color: {c.ink2}; border-top: 1px solid {c.line}; }}
QWidget#desk {{ background: {c.desk}; }}
QWidget#actions {{ background: {c.paper}; border-top: 1px solid {c.line}; }}
QFrame[role="rule"] {{ background: {c.line2}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[role="hairline"] {{ background: {c.line}; border: none; max-height: 1px; min-height: 1px; }}
QScrollBar:vertical {{ background: transparent; width: 14px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 14px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c.field}; border-radius: 4px; margin: 3px; min-height: {px(32)}px; }}
QScrollBar::handle:horizontal {{ background: {c.field}; border-radius: 4px; margin: 3px; min-width: {px(32)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
