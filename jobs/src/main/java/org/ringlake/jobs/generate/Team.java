package org.ringlake.jobs.generate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A team on one of two sites. The last team serves, the others sell.
 *
 * @param plan appraisal plan of its agents
 */
record Team(int index, String id, String site, String business, String plan) {
  static final String SALES = "sales";
  static final String SERVICE = "service";

  private static final int FEWEST = 3;
  private static final int MOST_IN_A_SMALL_CENTRE = 6;
  private static final int AGENTS_PER_TEAM = 5;
  private static final int AGENTS_PER_TEAM_IN_A_LARGE_CENTRE = 20;
  private static final String[] SITES = {"Chengdu", "Hefei"};
  private static final String[] SALES_PLANS = {
    "outbound-sales", "remote-telesales", "tiered-review", "lead-class-bonus"
  };

  /** Three to six teams up to 120 agents, then one for each 20. */
  static List<Team> ofCentre(int agents) {
    int small = Math.min(Math.max(agents / AGENTS_PER_TEAM, FEWEST), MOST_IN_A_SMALL_CENTRE);
    int count = Math.max(small, agents / AGENTS_PER_TEAM_IN_A_LARGE_CENTRE);
    return IntStream.range(0, count).mapToObj(index -> team(index, count)).toList();
  }

  private static Team team(int index, int count) {
    boolean isService = index == count - 1;
    return new Team(
        index,
        Id.of("T", index + 1, 3),
        SITES[index * SITES.length / count],
        isService ? SERVICE : SALES,
        isService ? "outbound-service" : SALES_PLANS[index % SALES_PLANS.length]);
  }

  boolean isService() {
    return business.equals(SERVICE);
  }
}
