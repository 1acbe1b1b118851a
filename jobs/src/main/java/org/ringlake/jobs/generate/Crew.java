package org.ringlake.jobs.generate;

import java.util.List;

/** The humans and the bot of a pod. */
record Crew(List<Person> humans, Person bot) {
  static Crew of(GenerationPlan plan, Centre centre, Pod pod) {
    List<Person> humans = centre.humans(pod.firstAgent(), pod.agentsEnd());
    Team team = humans.get(0).postings().get(0).team();
    return new Crew(humans, Staff.bot(plan, pod.index(), team));
  }

  /** The person, or the next colleague still employed; the person where nobody is left. */
  Person standIn(Person person, long day) {
    int place = Math.max(0, humans.indexOf(person));
    for (int step = 0; step < humans.size(); step++) {
      Person colleague = humans.get((place + step) % humans.size());
      if (colleague.isEmployedOn(day)) {
        return colleague;
      }
    }
    return person;
  }

  /** Any human, or who stands in for them. */
  Person anyone(long day, Dice dice) {
    return standIn(humans.get(dice.between(0, humans.size() - 1)), day);
  }
}
