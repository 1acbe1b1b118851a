package org.ringlake.jobs.generate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Everybody who works in the centre: humans who join, are promoted, move teams and leave. An
 * extension that a leaver gives up is handed to somebody who joins later.
 */
final class Staff {
  private static final int FIRST_EXTENSION = 8001;
  private static final double JOINS_LATER = 0.25;
  private static final double LEAVES_PER_YEAR = 0.16;
  private static final double LEAVES_VOLUNTARILY = 0.7;
  private static final double MOVES_TEAM = 0.25;
  private static final double IS_PROMOTED = 0.4;
  private static final double WORKS_LATE = 0.35;
  private static final int MOST_YEARS_OF_SERVICE = 5;
  private static final int HIGHEST_LEVEL = 4;
  private static final String[] SURNAMES = {
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马",
    "罗"
  };
  private static final String[] GIVEN_NAMES = {
    "晨曦", "雨桐", "子涵", "思远", "嘉怡", "浩然", "梓萱", "俊杰", "欣妍", "文博", "佳宁", "宇航", "诗琪", "明哲", "若溪", "子墨",
    "语嫣", "景行", "可欣", "致远"
  };

  private final List<Person> people;

  private Staff(List<Person> people) {
    this.people = people;
  }

  static Staff of(GenerationPlan plan, List<Team> teams) {
    List<Person> hired =
        IntStream.range(0, plan.agents()).mapToObj(index -> person(plan, teams, index)).toList();
    return new Staff(withExtensions(hired));
  }

  List<Person> all() {
    return people;
  }

  /** The humans with {@code from <= index < to}. */
  List<Person> between(int from, int to) {
    return people.subList(from, to);
  }

  /** The dialling robot of a pod, in the team of the pod's first human. */
  static Person bot(GenerationPlan plan, int pod, Team team) {
    long since = plan.firstDay();
    return new Person(
        plan.agents() + pod,
        Id.of("BOT", pod + 1, 4),
        "语音机器人" + (pod + 1),
        null,
        true,
        since,
        null,
        null,
        Shift.ALL_DAY,
        new Skill(1, 1, 1, 1, 1),
        List.of(new Posting(since, team, 0)));
  }

  private static Person person(GenerationPlan plan, List<Team> teams, int index) {
    Dice dice = Dice.of(plan.seed(), Dice.Purpose.PERSON, index);
    long hiredOn = hiringDay(plan, index, dice);
    Long leftOn = leavingDay(plan, index, hiredOn, dice);
    Team team = teams.get((int) ((long) index * teams.size() / plan.agents()));
    return new Person(
        index,
        Id.of("A", index + 1, 5),
        dice.oneOf(SURNAMES) + dice.oneOf(GIVEN_NAMES),
        null,
        false,
        hiredOn,
        leftOn,
        leftOn == null ? null : dice.chance(LEAVES_VOLUNTARILY) ? "voluntary" : "involuntary",
        dice.chance(WORKS_LATE) ? Shift.LATE : Shift.EARLY,
        Skill.draw(dice),
        postings(teams, team, hiredOn, stay(plan, hiredOn, leftOn), dice));
  }

  /** The first agent of all is there from the first day to the last, so no day is without staff. */
  private static long hiringDay(GenerationPlan plan, int index, Dice dice) {
    boolean joinsLater = dice.chance(JOINS_LATER) && index > 0;
    return joinsLater
        ? plan.firstDay() + dice.between(0, plan.days() * 3 / 4)
        : plan.firstDay() - dice.between(1, MOST_YEARS_OF_SERVICE * 365);
  }

  private static Long leavingDay(GenerationPlan plan, int index, long hiredOn, Dice dice) {
    long from = Math.max(plan.firstDay(), hiredOn);
    double yearsAhead = (plan.lastDay() - from) / 365.0;
    boolean leaves = dice.chance(LEAVES_PER_YEAR * yearsAhead) && index > 0;
    long leftOn = from + dice.between(20, Math.max(20, (int) (plan.lastDay() - from)));
    return leaves && leftOn <= plan.lastDay() ? leftOn : null;
  }

  /** The days of the plan on which somebody can move or be promoted. */
  private static Stay stay(GenerationPlan plan, long hiredOn, Long leftOn) {
    return new Stay(
        Math.max(plan.firstDay(), hiredOn + 1), leftOn == null ? plan.lastDay() : leftOn);
  }

  private static List<Posting> postings(
      List<Team> teams, Team hiringTeam, long hiredOn, Stay stay, Dice dice) {
    List<Posting> postings = new ArrayList<>();
    Team team = hiringTeam;
    int level = dice.between(1, HIGHEST_LEVEL - 1);
    postings.add(new Posting(hiredOn, team, level));
    if (dice.chance(MOVES_TEAM) && stay.length() > 1) {
      team = teams.get((team.index() + dice.between(1, teams.size() - 1)) % teams.size());
      postings.add(new Posting(stay.draw(dice), team, level));
    }
    Stay rest = stay.after(postings.get(postings.size() - 1).validFrom());
    if (dice.chance(IS_PROMOTED) && rest.length() > 1) {
      postings.add(new Posting(rest.draw(dice), team, level + 1));
    }
    return List.copyOf(postings);
  }

  private static List<Person> withExtensions(List<Person> hired) {
    Person[] staffed = new Person[hired.size()];
    Deque<String> free = new ArrayDeque<>();
    PriorityQueue<Person> leavers =
        new PriorityQueue<>(Comparator.comparing(Person::leftOn).thenComparing(Person::index));
    int next = FIRST_EXTENSION;
    List<Person> byHiring =
        hired.stream()
            .sorted(Comparator.comparingLong(Person::hiredOn).thenComparing(Person::index))
            .toList();
    for (Person person : byHiring) {
      while (!leavers.isEmpty() && leavers.peek().leftOn() < person.hiredOn()) {
        free.add(leavers.poll().extension());
      }
      String extension = free.isEmpty() ? String.valueOf(next++) : free.poll();
      Person staffedPerson = withExtension(person, extension);
      staffed[person.index()] = staffedPerson;
      if (person.leftOn() != null) {
        leavers.add(staffedPerson);
      }
    }
    return List.of(staffed);
  }

  private static Person withExtension(Person person, String extension) {
    return new Person(
        person.index(),
        person.id(),
        person.name(),
        extension,
        person.isBot(),
        person.hiredOn(),
        person.leftOn(),
        person.leftReason(),
        person.shift(),
        person.skill(),
        person.postings());
  }

  /** Days from the first to the last, both inclusive. */
  private record Stay(long first, long last) {
    long length() {
      return last - first + 1;
    }

    Stay after(long day) {
      return new Stay(Math.max(first, day + 1), last);
    }

    long draw(Dice dice) {
      return first + dice.between(0, (int) (last - first));
    }
  }
}
