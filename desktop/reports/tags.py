"""The structure tree of a tagged PDF, as far as annotations hang in it."""

from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf


class Tags:
    """Takes links out of the structure and hangs other annotations in; does nothing in a file without tags."""

    def __init__(self, document: Pdf) -> None:
        self.document = document
        root = document.Root.get(Name.StructTreeRoot)
        self.root = root if root is not None and Name.ParentTree in root else None
        self.next = 0
        self.parents: dict[int, Object] = {}
        self.changed = False
        if self.root is not None:
            numbers = list(self.root.ParentTree.get(Name.Nums, Array()))
            self.parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
            self.next = int(self.root.get(Name.ParentTreeNextKey, max(self.parents, default=-1) + 1))

    def release(self, link: Object, role: Name) -> Object | None:
        """Takes a link out of the tree; what it holds stays as a plain part with this role, which is returned."""
        if self.root is None or Name.StructParent not in link:
            return None
        element = self.parents.pop(int(link.StructParent))
        element.S = role
        element.K = Array([kid for kid in _kids(element) if not _refers_to(kid, link)])
        self.changed = True
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
        self.parents[self.next] = made
        self.next += 1

    def close(self) -> None:
        """Writes the numbers back, ascending."""
        if self.root is not None and self.changed:
            ordered = sorted(self.parents.items())
            self.root.ParentTree.Nums = Array([part for pair in ordered for part in pair])
            self.root.ParentTreeNextKey = self.next


def _kids(element: Object) -> list[Object]:
    kids = element.get(Name.K, Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _refers_to(kid: Any, link: Object) -> bool:
    return isinstance(kid, Dictionary) and Name.Obj in kid and kid.Obj.objgen == link.objgen
