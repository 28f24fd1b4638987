"""Texts the reading tests share: the two documents of the library and reports made up for them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from briefing.domain.report import Report
from briefing.locate import data_folder
from briefing.reading import SourceFile, read_report

RESULTS = "000_1ff4209f0700c3b5.txt"
TARGETS = "002_6d1615fd0f93491f.txt"


def seed(name: str) -> Path:
    return data_folder("seeds") / "reports" / name


def source(text: str, name: str = "报告.txt") -> SourceFile:
    return SourceFile(name, text, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest())


def read(text: str, name: str = "报告.txt") -> Report:
    return read_report(source(text, name), key="k")


PLAIN = """下载
打印
【字号：
大
】
2031年青川市政府工作报告
来源：青川日报
时间：2031-02-11
——2031年1月15日在青川市第九届人民代表大会第四次会议上
市长 李明
各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议，并请市政协委员和列席人员提出意见。
一、2030年工作回顾
过去一年，全市上下砥砺奋进，地区生产总值完成1200亿元、增长5.5%，较好完成了全年各项目标任务，高质量发展迈出坚实步伐。
一年来，主要做了以下工作：
（一）经济运行稳中向好。规模以上工业增加值增长7.2%，社会消费品零售总额达到410亿元，
新增市场主体2.3万户，工业投资占比提高到36%。
（二）民生福祉持续改善。新增城镇就业3.1万人，改造老旧小区120个，建成养老服务设施66处，群众获得感不断增强。
二、2031年重点工作
今年经济社会发展主要预期目标是：地区生产总值增长6%左右，一般公共预算收入增长3%以上，居民收入增长与经济增长基本同步。
（一）着力扩大有效需求
促进消费提质扩容。发放消费券1亿元，培育夜间经济集聚区5个，力争社会消费品零售总额增长6%以上，让烟火气更旺。
——抓好重大项目。实施亿元以上项目180个，年度完成投资400亿元以上，确保重大项目开工率达到90%以上。
（二）着力建设美丽青川
1.打好蓝天保卫战。PM2.5浓度控制在32微克/立方米以下，优良天数比例达到82%以上，坚决守住环境质量底线。
名词解释
1.“四好农村路”：建好、管好、护好、运营好农村公路。
分享到：
新浪微博
上一篇：
2030年青川市政府工作报告
"""
