package org.ringlake.jobs.generate;

import java.util.List;

/** The centre's teams and staff, a function of the plan that every task makes for itself. */
record Centre(List<Team> teams, Staff staff) {
  static Centre of(GenerationPlan plan) {
    List<Team> teams = Team.ofCentre(plan.agents());
    return new Centre(teams, Staff.of(plan, teams));
  }

  List<Person> humans(int from, int to) {
    return staff.between(from, to);
  }

  long headcount(Team team, long day) {
    return staff.all().stream()
        .filter(person -> person.isEmployedOn(day) && person.teamOn(day).equals(team))
        .count();
  }
}
