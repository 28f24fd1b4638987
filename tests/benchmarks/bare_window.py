"""The yardstick of the start-up benchmark: the least that PySide6 and SQLAlchemy need to show a tree of a library.

``python bare_window.py FILE`` prints ``shown SECONDS`` (the monotonic clock) after the first paint and ends.
``python bare_window.py FILE --create`` fills the file first, with as many rows as the program's tree has.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTreeView
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

SECTIONS, ITEMS = 60, 8


class Base(DeclarativeBase):
    pass


class Row(Base):
    __tablename__ = "row"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent: Mapped[int | None] = mapped_column(ForeignKey("row.id"))
    text: Mapped[str]


class Shown(QObject):
    """Tells the time of the first paint and ends the program."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.tell)
        return False

    def tell(self) -> None:
        print(f"shown {time.monotonic()}", flush=True)
        QApplication.quit()


def create(session: Session) -> None:
    for section in range(1, SECTIONS + 1):
        session.add(Row(id=section, parent=None, text=f"第{section}章 重点工作"))
        session.flush()
        for item in range(ITEMS):
            number = SECTIONS + (section - 1) * ITEMS + item + 1
            session.add(Row(id=number, parent=section, text=f"条目{item}：全年完成投资并加快建设"))
    session.commit()


def main() -> int:
    file = Path(sys.argv[1])
    engine = create_engine(f"sqlite:///{file}")
    with Session(engine) as session:
        if "--create" in sys.argv:
            Base.metadata.create_all(engine)
            create(session)
            return 0
        application = QApplication(sys.argv[:1])
        model = QStandardItemModel()
        nodes: dict[int | None, QStandardItem] = {None: model.invisibleRootItem()}
        for row in session.scalars(select(Row).order_by(Row.id)):
            nodes[row.id] = QStandardItem(row.text)
            nodes[row.parent].appendRow(nodes[row.id])
    tree = QTreeView()
    tree.setModel(model)
    window = QMainWindow()
    window.setCentralWidget(tree)
    window.resize(1366, 768)
    shown = Shown()
    tree.viewport().installEventFilter(shown)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
