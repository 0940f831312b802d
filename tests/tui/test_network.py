"""People: who comes next, what passed between you, and logging a conversation."""

from __future__ import annotations

from careertui.domain.contact import Cadence, Contact, FollowUp, Interaction
from careertui.domain.partial_date import PartialDate
from careertui.planner.planner import Planner
from tests.tui.driver import find, keep, planner_at_the_keyboard


def add_people(planner: Planner, *names: str) -> list[Contact]:
    """Keep some people who are in no hurry."""
    return keep(planner, *(Contact(name=name) for name in names))


def talked(on: str, *people: Contact, summary: str = "", follow_up: FollowUp | None = None) -> Interaction:
    """A conversation on a day."""
    ids = tuple(person.id for person in people)
    return Interaction(on=PartialDate.parse(on), people=ids, summary=summary, follow_up=follow_up)


async def test_an_empty_network_says_what_belongs_there_and_which_key_starts_it(planner: Planner) -> None:
    """And logging says why it cannot begin yet."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4")
        assert keys.screen_shows("n adds the first,  i then logs a conversation")
        await keys.press("i")
        assert keys.said == "There is nobody to log a conversation with yet; n adds a person."


async def test_i_logs_a_conversation_with_the_person_under_the_cursor(planner: Planner) -> None:
    """In one line that has the name already; today, unless it says another day."""
    add_people(planner, "Ada", "Bob")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "j", "i")
        assert keys.line_with("met").strip("▌ ") == "met Bob"
        await keys.type("about compilers\n")
        await keys.press("p")
        assert "today" in keys.line_with("Bob")
    (logged,) = planner.all(Interaction)
    assert logged.people == (find(planner, Contact, "Bob").id,)
    assert (logged.summary, str(logged.on)) == ("compilers", "2026-11-22")


async def test_i_logs_one_conversation_with_all_the_marked_people(planner: Planner) -> None:
    """And takes the marks away; everybody's log tells who else was there."""
    add_people(planner, "Ada", "Bob", "Cyd")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "space", "space", "i")
        await keys.type("about lunch\n")
        assert keys.marked == []
        await keys.press("g", "g")
        assert keys.cursor == "Ada"
        assert keys.pane is not None
        assert "with Bob" in keys.pane
    (logged,) = planner.all(Interaction)
    with_whom = {record.heading for id_ in logged.people if (record := planner.get(id_)) is not None}
    assert with_whom == {"Ada", "Bob"}


async def test_i_means_the_person_under_the_cursor_though_another_has_the_name(planner: Planner) -> None:
    """Two of one name at one organisation: the line alone could not tell them apart."""
    first, second = keep(planner, *(Contact(name="Ada", organisation="Acme") for _ in range(2)))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4")
        keys.screen.put_cursor_on(second.id)
        await keys.press("i", "enter")
    (logged,) = planner.all(Interaction)
    assert logged.people == (second.id,) != (first.id,)


async def test_people_to_reconnect_with_come_first(planner: Planner) -> None:
    """Counted from the last conversation, in kind words."""
    often = Cadence(ideal=30)
    ada, bob, cyd = keep(
        planner,
        Contact(name="Ada", cadence=often),
        Contact(name="Bob", cadence=often),
        Contact(name="Cyd"),
    )
    keep(planner, talked("2026-11-20", ada), talked("2026-10-01", bob), talked("2026-11-21", cyd))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "p")
        assert keys.order_of("Ada", "Bob", "Cyd") == ["Bob", "Ada", "Cyd"]
        assert not keys.screen_shows("overdue")


async def test_s_sorts_by_the_next_column_and_S_turns_the_order_round(planner: Planner) -> None:  # noqa: N802 - the key
    """Said in the line above; the cursor stays on its person."""
    keep(
        planner,
        Contact(name="Ada", organisation="Zebra", relation="peer"),
        Contact(name="Bob", organisation="Yak", relation="mentor"),
        Contact(name="Cyd", organisation="Xenops", relation="friend"),
    )
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "p")
        assert keys.screen_shows("3 people, by next")
        await keys.press("s")
        assert keys.screen_shows("3 people, by name")
        assert keys.order_of("Ada", "Bob", "Cyd") == ["Ada", "Bob", "Cyd"]
        await keys.press("s")
        assert keys.screen_shows("3 people, by organisation")
        assert keys.order_of("Ada", "Bob", "Cyd") == ["Cyd", "Bob", "Ada"]
        assert keys.cursor == "Ada"
        await keys.press("S")
        assert keys.screen_shows("3 people, by organisation in reverse")
        assert keys.order_of("Ada", "Bob", "Cyd") == ["Ada", "Bob", "Cyd"]
        await keys.press("S", "s")
        assert keys.screen_shows("3 people, by relation")
        assert keys.order_of("Ada", "Bob", "Cyd") == ["Cyd", "Bob", "Ada"]
        await keys.press("s", "s")
        assert keys.screen_shows("3 people, by next")


async def test_the_line_above_says_what_the_filter_leaves(planner: Planner) -> None:
    """How many of how many, and with which words."""
    add_people(planner, "Ada", "Adam", "Bob")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "slash")
        await keys.type("ada")
        assert keys.screen_shows("2 of 3 people, by next with “ada”")


async def test_the_pane_is_the_persons_log_newest_first(planner: Planner) -> None:
    """With what was promised on top, how you met and who introduced you."""
    ada, bob = add_people(planner, "Ada", "Bob")
    keep(
        planner,
        ada.revised(met_where="PyCon", introduced_by=(bob.id,)),
        talked("2026-03-01", ada, summary="the early talk"),
        talked(
            "2026-11-01",
            ada,
            summary="the late talk",
            follow_up=FollowUp(on=PartialDate.parse("2026-12-01"), what="send the paper"),
        ),
    )
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4")
        assert keys.cursor == "Ada"
        order = ["send the paper", "PyCon", "• Bob", "the late talk", "the early talk"]
        assert keys.order_of(*order) == order


async def test_nothing_is_moved_among_people_and_it_says_so(planner: Planner) -> None:
    """A key of the grammar that has no meaning here."""
    add_people(planner, "Ada")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "J")
        assert keys.said == "Nothing is moved on this screen."
