"""Line of sight: what a record points at, what points at it, and the way up to a vision."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from careertui.domain.career import Records
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Goal
from careertui.domain.identity import id_of_number
from careertui.domain.job import Gained, Job
from careertui.domain.links import Links, goals_by_vision, waiting_cycle
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.skill import Skill
from careertui.domain.vision import Value, Vision

TOOLS = Vision(id=id_of_number(1), title="Tools people love")
TEACH = Vision(id=id_of_number(2), title="Teach")
RUST = Skill(id=id_of_number(3), name="Rust")
CRAFT = Value(id=id_of_number(4), name="Craft")
ACME = Job(
    id=id_of_number(5),
    title="Support",
    gained=(Gained(skill=RUST.id),),
    led_to=(TEACH.id,),
    values_fit={CRAFT.id: 4},
)
ADA = Contact(id=id_of_number(6), name="Ada", met_at=(ACME.id,))
COFFEE = Interaction(id=id_of_number(7), on=PartialDate(2026), people=(ADA.id,))
COMPILER = Goal(id=id_of_number(8), title="Write a compiler", builds=(RUST.id,), serves=(TOOLS.id,))
CAREER = Records([TOOLS, TEACH, RUST, CRAFT, ACME, ADA, COFFEE, COMPILER])


def waiting(number: int, *for_: int) -> Goal:
    """A goal that waits for those with these numbers."""
    return Goal(id=id_of_number(number), title=f"Goal {number}", waits_for=tuple(map(id_of_number, for_)))


def by_id(*goals: Goal) -> dict[str, Goal]:
    """The goals as the planner keeps them."""
    return {goal.id: goal for goal in goals}


def test_what_leads_to_a_vision_is_everything_from_which_it_can_be_seen() -> None:
    """The ways up, walked down: neither more nor less."""
    links = Links(CAREER)
    everything = (TOOLS, TEACH, RUST, ACME, ADA, COFFEE, COMPILER)
    for vision in (TOOLS, TEACH):
        seeing = {
            record.id for record in everything for way in links.chain_up(record.id) if way[-1] == vision
        }
        assert links.leading_to(vision.id) == seeing | {vision.id}
    assert CRAFT.id not in links.leading_to(TEACH.id)
    assert links.leading_to("gone") == frozenset()


def test_above_a_record_is_what_it_points_at_with_the_name_of_the_field() -> None:
    """A job points at the skill it taught, at what it led to and at the values it was scored against."""
    ties = {(tie.field, tie.record.id) for tie in Links(CAREER).above(ACME.id)}
    assert ties == {("gained", RUST.id), ("led_to", TEACH.id), ("values_fit", CRAFT.id)}


def test_below_a_record_is_what_points_at_it() -> None:
    """A skill sees the goal that builds it and the job that taught it."""
    ties = {(tie.field, tie.record.id) for tie in Links(CAREER).below(RUST.id)}
    assert ties == {("gained", ACME.id), ("builds", COMPILER.id)}


def test_an_archived_record_is_not_in_sight_and_can_still_look_up() -> None:
    """It is nobody's neighbour, but whoever opens it sees where it pointed."""
    archived = COMPILER.model_copy(update={"archived": datetime(2026, 11, 1, tzinfo=UTC)})
    links = Links(Records([TOOLS, RUST, archived]))
    assert links.below(TOOLS.id) == ()
    assert {tie.record.id for tie in links.above(archived.id)} == {TOOLS.id, RUST.id}


def test_a_link_to_an_archived_or_missing_record_is_passed_over() -> None:
    """Above shows only what can be shown."""
    archived = TOOLS.model_copy(update={"archived": datetime(2026, 11, 1, tzinfo=UTC)})
    links = Links(Records([archived, COMPILER]))
    assert links.above(COMPILER.id) == ()
    assert links.above(id_of_number(99)) == links.below(id_of_number(99)) == ()


def test_only_goals_that_are_kept_serve_a_vision() -> None:
    """A job that led to a vision points at it and does not serve it, and neither does a challenge."""
    challenge = Challenge(id=id_of_number(20), title="Talk", serves=(TOOLS.id,))
    assert goals_by_vision(CAREER) == {TOOLS.id: (COMPILER,)}
    archived = COMPILER.model_copy(update={"archived": datetime(2026, 11, 1, tzinfo=UTC)})
    assert goals_by_vision(Records([TOOLS, challenge, archived])) == {}


def test_a_coffee_can_be_followed_all_the_way_up_to_each_vision() -> None:
    """One way a vision, the shorter first; the way follows links from either end."""
    chains = Links(CAREER).chain_up(COFFEE.id)
    assert chains == ((COFFEE, ADA, ACME, TEACH), (COFFEE, ADA, ACME, RUST, COMPILER, TOOLS))


def test_the_way_goes_on_through_what_a_record_led_to_and_never_back() -> None:
    """The next job, the next rung and the goal that waits are ahead; the job before is not."""
    helpdesk = Job(id=id_of_number(20), title="Helpdesk", led_to=(id_of_number(21),))
    support = Job(id=id_of_number(21), title="Support", led_to=(TEACH.id,))
    first = Goal(id=id_of_number(22), title="Read")
    second = Goal(id=id_of_number(23), title="Build", waits_for=(first.id,), serves=(TOOLS.id,))
    blog = Challenge(id=id_of_number(24), title="Blog", next_rung=id_of_number(25))
    talk = Challenge(id=id_of_number(25), title="Talk", serves=(TEACH.id,))
    dead_end = Job(id=id_of_number(26), title="Dead end")
    proud = Job(id=id_of_number(27), title="Proud", led_to=(dead_end.id, TEACH.id))
    links = Links(Records([TOOLS, TEACH, helpdesk, support, first, second, blog, talk, dead_end, proud]))
    assert links.chain_up(helpdesk.id) == ((helpdesk, support, TEACH),)
    assert links.chain_up(first.id) == ((first, second, TOOLS),)
    assert links.chain_up(blog.id) == ((blog, talk, TEACH),)
    assert links.chain_up(dead_end.id) == ()


def test_nothing_is_above_a_vision_a_value_or_a_record_that_is_gone() -> None:
    """They have no chain, rather than a chain of one."""
    links = Links(CAREER)
    assert links.chain_up(TOOLS.id) == links.chain_up(CRAFT.id) == links.chain_up(id_of_number(99)) == ()


def test_a_goal_that_would_wait_for_itself_directly_is_a_loop_of_one() -> None:
    """The planner refuses it, and can name it."""
    goal = Goal(id="", title="New").model_copy(
        update={"id": id_of_number(1), "waits_for": (id_of_number(1),)}
    )
    assert waiting_cycle({}, goal) == (goal,)


def test_a_goal_that_would_wait_for_itself_around_others_names_them_in_order() -> None:
    """Each goal of the loop waits for the next, and the last for the first."""
    one, two, three = waiting(1), waiting(2, 3), waiting(3, 1)
    changed = waiting(1, 2)
    assert waiting_cycle(by_id(one, two, three), changed) == (changed, two, three)


def test_a_goal_beside_a_loop_of_others_does_not_wait_for_itself() -> None:
    """An old loop, from a hand-made file, neither traps the search nor blames this goal."""
    assert waiting_cycle(by_id(waiting(2, 3), waiting(3, 2)), waiting(1, 2)) == ()


def test_waiting_for_a_goal_that_is_gone_is_no_loop() -> None:
    """A dangling link is passed over."""
    assert waiting_cycle({}, waiting(1, 2)) == ()


@given(
    st.lists(
        st.tuples(st.integers(1, 8), st.integers(1, 8)).filter(lambda pair: pair[0] != pair[1]), max_size=20
    )
)
def test_a_loop_is_found_exactly_when_there_is_one(pairs: list[tuple[int, int]]) -> None:
    """Against the plain definition: goal 1 can reach itself along what waits for what."""
    goals = by_id(*(waiting(n, *(b for a, b in pairs if a == n)) for n in range(1, 9)))
    reached: set[str] = set()
    for _ in goals:
        reached |= {id_ for start in (*reached, id_of_number(1)) for id_ in goals[start].waits_for}
    loop = waiting_cycle(goals, goals[id_of_number(1)])
    assert bool(loop) == (id_of_number(1) in reached)
    for goal, after in zip(loop, (*loop[1:], *loop[:1]), strict=True):
        assert after.id in goal.waits_for


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=25, unique=True))
def test_every_tie_above_is_a_tie_below_seen_from_the_other_end(pairs: list[tuple[int, int]]) -> None:
    """The index and the record agree about each link."""
    people: list[Record] = [
        Contact(
            id=id_of_number(n), name=str(n), introduced_by=tuple(id_of_number(b) for a, b in pairs if a == n)
        )
        for n in range(1, 10)
    ]
    links = Links(Records(people))
    up = {(one.id, tie.record.id) for one in people for tie in links.above(one.id)}
    down = {(tie.record.id, one.id) for one in people for tie in links.below(one.id)}
    assert up == down == {(id_of_number(a), id_of_number(b)) for a, b in pairs}
