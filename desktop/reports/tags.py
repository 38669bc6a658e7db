"""The structure tree of a tagged PDF, as far as annotations hang in it."""

from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf


class Tags:
    """Takes links out of the structure and hangs other annotations in; does nothing in a file without tags.

    A long brief has thousands of links, so the numbers of the parts are left in the file and looked up there.
    """

    def __init__(self, document: Pdf) -> None:
        self.document = document
        root = document.Root.get(Name.StructTreeRoot)
        self.root = root if root is not None and Name.ParentTree in root else None
        self.next = 0
        self._numbers: Any = Array()
        self._first = 0
        self._released: list[int] = []
        self._adopted: list[tuple[int, Object]] = []
        if self.root is not None:
            self._numbers = self.root.ParentTree.get(Name.Nums, Array())
            last = int(self._numbers[len(self._numbers) - 2]) if len(self._numbers) else -1
            self._first = int(self._numbers[0]) if len(self._numbers) else 0
            self.next = int(self.root.get(Name.ParentTreeNextKey, last + 1))

    def release(self, link: Object, role: Name) -> Object | None:
        """Takes a link out of the tree; what it holds stays as a plain part with this role, which is returned."""
        if self.root is None or Name.StructParent not in link:
            return None
        place = self._place(int(link.StructParent))
        element: Object = self._numbers[place + 1]
        self._released.append(place)
        element.S = role
        element.K = Array([kid for kid in _kids(element) if not _refers_to(kid, link)])
        return element

    def adopt(self, annotation: Object, element: Object | None, page: Object) -> None:
        """Hangs an annotation beneath the part that it is about."""
        if element is None:
            return
        reference = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)
        tag = Dictionary(Type=Name.StructElem, S=Name.Annot, P=element, Pg=page, K=Array([reference]))
        made = self.document.make_indirect(tag)
        element.K.append(made)
        annotation.StructParent = self.next
        self._adopted.append((self.next, made))
        self.next += 1

    def close(self) -> None:
        """Writes the numbers back, ascending: new ones are higher than all that were there."""
        if self.root is None or not self._released:
            return
        for place in sorted(self._released, reverse=True):
            del self._numbers[place + 1]
            del self._numbers[place]
        self._numbers.extend(part for pair in self._adopted for part in pair)
        self.root.ParentTreeNextKey = self.next

    def _place(self, number: int) -> int:
        """Where a number stands among the numbers: these ascend, mostly by one."""
        low, high = 0, len(self._numbers) // 2 - 1
        guess = min(high, max(0, number - self._first))
        if int(self._numbers[2 * guess]) == number:
            return 2 * guess
        while low < high:
            middle = (low + high) // 2
            if int(self._numbers[2 * middle]) < number:
                low = middle + 1
            else:
                high = middle
        return 2 * low


def _kids(element: Object) -> list[Object]:
    kids = element.get(Name.K, Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _refers_to(kid: Any, link: Object) -> bool:
    return isinstance(kid, Dictionary) and Name.Obj in kid and kid.Obj.objgen == link.objgen
