"""Money beyond the drawer, and files of bank and provider beside the books, for :mod:`machine`."""

from __future__ import annotations

from collections import Counter as Tally
from datetime import timedelta
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from db.queries.match_items import open_items
from db.queries.matching import list_mutations, open_lines
from db.queries.treasury import treasury
from gallery_pos.desk import Done
from gallery_pos.documents import (
    DifferencePosted,
    DifferenceReason,
    Holding,
    MatchUndone,
    MoneyMoved,
    MutationLine,
    MutationsImported,
    MutationsMatched,
)
from gallery_pos.matching import propose
from gallery_pos.ports import Posted
from gallery_pos.services.importing.mutations import MutationPlan
from gallery_pos.services.matching import accept, match_by_hand, post_difference, take_in_mutations, undo_match
from gallery_pos.services.treasury import move_money, take_back
from steps_back_office import BackOffice
from steps_counter import YES, picks

FILED = (Holding.QRIS, Holding.BANK)
filed = st.sampled_from(FILED)
ways = st.sampled_from(
    [
        (Holding.SAFE, Holding.BANK),
        (Holding.QRIS, Holding.BANK),
        (Holding.CARD, Holding.BANK),
        (Holding.BANK, Holding.SAFE),
        (Holding.BANK, Holding.OWNER),
        (Holding.OWNER, Holding.SAFE),
        (Holding.QRIS, Holding.QRIS),
    ]
)
_ASKS_FROM = 50_000

LineKey = tuple[UUID, int]


class Banking(BackOffice):
    """Everything that can happen to money beyond the drawer."""

    def __init__(self) -> None:
        """Begin before any file came."""
        self.moves: list[MoneyMoved] = []
        self.taken_back_moves: set[UUID] = set()
        self.lines: dict[LineKey, tuple[Holding, int]] = {}
        self.matches: dict[LineKey, list[UUID]] = {}
        self.explained: dict[LineKey, list[tuple[UUID | None, int]]] = {}
        self.lost: Tally[tuple[Holding, UUID]] = Tally()
        super().__init__()

    # --------------------------------------------------------------------------------------- whose and where it is

    def own(self) -> int:
        """Return what of all the money is the gallery's."""
        owed = sum(self.owed.balance(maker) for maker in self.agreed)
        return sum(self.purse.held[each] for each in Holding if each is not Holding.OWNER) + self.in_drawers() - owed

    def in_drawers(self) -> int:
        """Return what is in all drawers by the books."""
        return sum(self.drawers.values())

    @invariant()
    def safe_bank_and_providers_hold_what_the_model_says(self) -> None:
        """Rule 4, beyond the drawer."""
        accounts = self.house.book.accounts()
        for holding in (Holding.SAFE, Holding.BANK, Holding.QRIS, Holding.CARD):
            assert accounts.get(holding.value, 0) == self.purse.held[holding], holding

    @rule(way=ways, percent=st.sampled_from([100, 60, 10, 0, 110]), cost=st.sampled_from([0, 0, 500]))
    def move(self, way: tuple[Holding, Holding], percent: int, cost: int) -> None:
        """Carry money to the bank, let QRIS be paid out, take commission out, put some in."""
        source, to = way
        there, id_ = 100_000 if source is Holding.OWNER else self.purse.held[source], self.house.new_id()
        amount = there * percent // 100

        def step() -> Done[Posted]:
            desk = self.desk("manager")
            said = {"source": source, "target": to, "amount": amount, "cost": cost}
            return move_money(desk, **said, note="catatan", approval=YES, id=id_)  # type: ignore[arg-type]

        costless = source in {Holding.SAFE, Holding.OWNER}
        short = source is not Holding.OWNER and amount > there
        if source is to or amount <= 0 or cost >= amount or (cost and costless) or short:
            self.refused(step, "treasury.same", "treasury.amount", "treasury.cost", "treasury.not_enough")
            return
        own = self.own()
        self.submit(step)
        moved: MoneyMoved = self.written(MoneyMoved)[0]
        assert moved.approved_by == ("admin" if to is Holding.OWNER and amount > own else "")
        self.moves.append(moved)

    @precondition(lambda self: self.moves)
    @rule(pick=picks)
    def take_a_movement_back(self, pick: int) -> None:
        """Undo a movement once, where the money is still there."""
        moved, id_ = self.moves[pick % len(self.moves)], self.house.new_id()

        def step() -> Done[Posted]:
            return take_back(self.desk("manager"), movement=moved.id, reason="salah slip", id=id_)

        short = moved.target is not Holding.OWNER and moved.amount - moved.cost > self.purse.held[moved.target]
        if moved.id in self.taken_back_moves or short:
            self.refused(step, "treasury.taken_back", "treasury.not_enough")
            return
        before = self.purse.held.copy()
        self.submit(step)
        self.written(MoneyMoved)
        self.taken_back_moves.add(moved.id)
        assert self.purse.held[moved.source] == before[moved.source] + moved.amount
        assert self.purse.held[moved.target] == before[moved.target] - moved.amount + moved.cost

    # ------------------------------------------------------------------------------------ files of bank and provider

    def _done(self, key: LineKey) -> bool:
        return bool(self.matches.get(key)) or sum(amount for _, amount in self.explained.get(key, ())) != 0

    def _settled(self, account: Holding, document: UUID) -> bool:
        found = any(document in documents for key, documents in self.matches.items() if self.lines[key][0] is account)
        return found or self.lost[account, document] != 0

    def _explain(self, key: LineKey | None, account: Holding, document: UUID | None, amount: int) -> None:
        if key is not None:
            self.explained.setdefault(key, []).append((document, amount))
        if document is not None:
            self.lost[account, document] += amount

    def _line(self, pick: int) -> LineKey:
        return sorted(self.lines)[pick % len(self.lines)]

    def _document(self, account: Holding, pick: int, fitting: int | None = None) -> tuple[UUID, int] | None:
        """Return a document that a file of the account can tell of, more often one of an amount that fits."""
        every = list(self.purse.on(account).items())
        choices = [each for each in every if each[1] == fitting] * 20 + every
        return choices[pick % len(choices)] if choices else None

    @invariant()
    def lines_wait_as_in_the_model(self) -> None:
        """What is matched or explained is so in both."""
        if self.lines:
            rows = list_mutations(self.house.database)
            assert {row.key: row.done for row in rows} == {key: self._done(key) for key in self.lines}

    @rule(
        account=filed,
        known=st.lists(st.tuples(picks, st.sampled_from([0, 0, 0, -500, 60_000])), max_size=4),
        strange=st.sampled_from([0, 0, -2_500, 77_000]),
    )
    def a_file_comes(self, account: Holding, known: list[tuple[int, int]], strange: int) -> None:
        """Take in what bank or provider say: what the books know, something else, or a little less of it."""
        found: list[MutationLine] = []
        for pick, more in known:
            one = self._document(account, pick)
            if one is not None and one[1] + more:
                day = self.purse.day[one[0]] + timedelta(days=pick % 2)
                found.append(MutationLine(day=day, amount=one[1] + more, description="QR" if pick % 3 else ""))
        if strange:
            found.append(MutationLine(day=self.today, amount=strange))
        if not found:
            return
        plan = MutationPlan(account, "mutasi.csv", self.house.new_id().hex, None, {}, tuple(found))
        take_in_mutations(self.desk("manager"), plan)
        came: MutationsImported = self.written(MutationsImported)[0]
        self.lines |= {(came.id, number): (account, line.amount) for number, line in enumerate(came.lines)}
        self.refused(lambda: take_in_mutations(self.desk("manager"), plan), "match.twice")

    @precondition(lambda self: self.lines)
    @rule(account=filed)
    def match_what_is_sure(self, account: Holding) -> None:
        """Let the rules match; each line and each document once, and what they say is worth the same."""
        database = self.house.database
        found = propose(open_lines(database, account), open_items(database, account))
        sure = [one for one in found if one.automatic]
        accept(self.desk("manager"), account=account, proposals=found)
        documents = self.written()
        if not sure:
            assert documents == []
            return
        for one in sure:
            holding, told = self.lines[one.line]
            assert holding is account
            assert not self._done(one.line)
            assert not any(self._settled(account, each) for each in one.documents)
            at = Holding(one.channel) if one.channel else account
            assert told + one.fee == sum(self.purse.by[each][at] for each in one.documents)
            self.matches[one.line] = []
        matched = documents[-1]
        assert isinstance(matched, MutationsMatched)
        for match in matched.matches:
            self.matches[match.mutations, match.line].append(match.document)
        for posted in documents[:-1]:
            if isinstance(posted, DifferencePosted):
                assert posted.mutations is not None
                self._explain((posted.mutations, posted.line), account, None, posted.amount)

    @precondition(lambda self: self.lines)
    @rule(line=picks, document=picks)
    def match_side_by_side(self, line: int, document: int) -> None:
        """Put a line and a document side by side: they match where they are worth the same and both still wait."""
        key = self._line(line)
        account, told = self.lines[key]
        chosen = self._document(account, document, told)
        if chosen is None:
            return
        id_, worth = chosen

        def step() -> Done[Posted]:
            return match_by_hand(self.desk("manager"), account=account, lines=[key], documents=[id_])

        if self._done(key) or self._settled(account, id_) or worth != told:
            self.refused(step, "match.used", "match.sum")
            return
        step()
        self.written(MutationsMatched)
        self.matches[key] = [id_]

    @precondition(lambda self: self.lines)
    @rule(line=picks, reason=st.sampled_from(DifferenceReason), document=picks, which=st.sampled_from("lbd"))
    def explain(self, line: int, reason: DifferenceReason, document: int, which: str) -> None:
        """Let the books follow the bank, about a line, a document that never came, or both."""
        key = self._line(line)
        account, told = self.lines[key]
        chosen = self._document(account, document) if which != "l" else None
        if which != "l" and chosen is None:
            return
        about, id_ = key if which != "d" else None, chosen[0] if chosen else None
        amount = (told if about else 0) - (chosen[1] if chosen else 0)

        def step() -> Done[Posted]:
            desk = self.desk("manager")
            said = {"account": account, "reason": reason, "note": "sebab", "approval": YES}
            return post_difference(desk, **said, line=about, document=id_)  # type: ignore[arg-type]

        used = (about is not None and self._done(about)) or (id_ is not None and self._settled(account, id_))
        if used or not amount:
            self.refused(step, "match.used", "match.no_difference")
            return
        step()
        both = about is not None and id_ is not None
        posted: DifferencePosted = self.written(DifferencePosted, *([MutationsMatched] if both else []))[0]
        assert posted.amount == amount
        assert posted.approved_by == ("admin" if abs(amount) >= _ASKS_FROM else "")
        self._explain(about, account, id_, amount)
        if about is not None and id_ is not None:
            self.matches[about] = [id_]

    @precondition(lambda self: self.lines)
    @rule(pick=picks)
    def let_a_line_wait_again(self, pick: int) -> None:
        """Undo what was said of a line; what was posted for it is taken back."""
        key = self._line(pick)
        account, _ = self.lines[key]

        def step() -> Done[Posted]:
            return undo_match(self.desk("manager"), mutations=key[0], line=key[1], reason="bukan ini")

        if not self._done(key):
            self.refused(step, "match.not_matched")
            return
        before = self.purse.held[account]
        step()
        assert isinstance(self.written()[-1], MatchUndone)
        assert self.purse.held[account] == before - sum(amount for _, amount in self.explained.get(key, ()))
        self.matches.pop(key, None)
        for document, amount in self.explained.pop(key, []):
            if document is not None:
                self.lost[account, document] -= amount

    def end_of_the_month(self) -> None:
        """Bank what there is, let both files come and be matched, explained and undone; then what ends every run."""
        if not self.products:
            return
        for way in ((Holding.OWNER, Holding.SAFE), (Holding.SAFE, Holding.BANK), (Holding.QRIS, Holding.BANK)):
            self.move(way, 100, 0)
        self.take_a_movement_back(len(self.moves) - 1)
        for account in FILED:
            self.a_file_comes(account, [(0, 0), (1, 0), (2, -500)], 0)
            if self.lines:
                self.match_what_is_sure(account)
        for pick in range(min(len(self.lines), 3)):
            self.match_side_by_side(pick, pick)
            self.explain(pick, DifferenceReason.WRONG_AMOUNT, pick, "lbd"[pick])
        if self.lines:
            self.let_a_line_wait_again(0)
        self.lines_wait_as_in_the_model()
        self.issue(None, 0)  # with the fees of what was sold; much of it comes back now, and its fees with it
        super().end_of_the_month()
        found = treasury(self.house.database, on=self.today)
        assert (found.own, found.owed) == (self.own(), found.held - self.own())
        assert sum(cause.amount for cause in found.causes) == found.own
