package org.ringlake.jobs.generate;

import java.io.Serializable;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Pods that one task makes one after the other into the same files. How many groups there are
 * depends on the plan alone: enough to share the work, and few enough to keep monthly files of
 * calls worth opening.
 */
record PodGroup(int index, List<Pod> pods) implements Serializable {
  private static final long CALLS_PER_MONTHLY_FILE = 100_000;
  private static final long CALLS_WORTH_A_TASK = 400_000;
  private static final int TASKS_OF_A_SMALL_PLAN = 4;

  static List<PodGroup> of(GenerationPlan plan, List<Pod> pods) {
    int count = (int) Math.min(pods.size(), groups(plan));
    List<PodGroup> groups = new ArrayList<>();
    for (int group = 0; group < count; group++) {
      int from = group * pods.size() / count;
      int to = (group + 1) * pods.size() / count;
      groups.add(new PodGroup(group, new ArrayList<>(pods.subList(from, to))));
    }
    return groups;
  }

  private static long groups(GenerationPlan plan) {
    long months = 1 + ChronoUnit.MONTHS.between(plan.start(), plan.end());
    long byFile = plan.calls() / (months * CALLS_PER_MONTHLY_FILE);
    long byTask = Math.min(TASKS_OF_A_SMALL_PLAN, plan.calls() / CALLS_WORTH_A_TASK);
    return Math.max(1, Math.max(byFile, byTask));
  }
}
