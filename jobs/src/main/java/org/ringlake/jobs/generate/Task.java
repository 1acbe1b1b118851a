package org.ringlake.jobs.generate;

import java.util.Comparator;

/**
 * A customer to dial on a day or as soon after as there is time.
 *
 * @param isBreach whether the customer is dialled although they asked not to be called
 */
record Task(long dueOn, Customer customer, boolean isBreach) implements Comparable<Task> {
  private static final Comparator<Task> ORDER =
      Comparator.comparingLong(Task::dueOn).thenComparingLong(task -> task.customer().number);

  @Override
  public int compareTo(Task other) {
    return ORDER.compare(this, other);
  }
}
