package org.ringlake.jobs.generate;

import java.util.ArrayList;
import java.util.List;

/** Splits a plan's agents into pods and its calls over them, exactly and by the arguments alone. */
final class Pods {
  private static final int AGENTS_PER_POD = 6;

  private Pods() {}

  static List<Pod> of(GenerationPlan plan) {
    int count = (plan.agents() + AGENTS_PER_POD - 1) / AGENTS_PER_POD;
    Centre centre = Centre.of(plan);
    double[] loads = loads(plan, centre, count, new Workload(plan, false));
    if (sum(loads) == 0) {
      loads = loads(plan, centre, count, new Workload(plan, true));
    }
    return withCalls(plan, loads);
  }

  private static double[] loads(GenerationPlan plan, Centre centre, int count, Workload workload) {
    double[] loads = new double[count];
    for (int pod = 0; pod < count; pod++) {
      for (Person person :
          centre.humans(agentsBefore(plan, pod, count), agentsBefore(plan, pod + 1, count))) {
        for (long day = plan.firstDay(); day <= plan.lastDay(); day++) {
          loads[pod] += workload.ofHuman(person, day);
        }
      }
    }
    return loads;
  }

  private static List<Pod> withCalls(GenerationPlan plan, double[] loads) {
    Apportionment calls = new Apportionment(plan.calls(), sum(loads));
    List<Pod> pods = new ArrayList<>();
    long firstCall = 0;
    for (int pod = 0; pod < loads.length; pod++) {
      long count = calls.next(loads[pod]);
      pods.add(
          new Pod(
              pod,
              agentsBefore(plan, pod, loads.length),
              agentsBefore(plan, pod + 1, loads.length),
              firstCall,
              count));
      firstCall += count;
    }
    return List.copyOf(pods);
  }

  private static int agentsBefore(GenerationPlan plan, int pod, int count) {
    return (int) ((long) pod * plan.agents() / count);
  }

  private static double sum(double[] loads) {
    double total = 0;
    for (double load : loads) {
      total += load;
    }
    return total;
  }
}
