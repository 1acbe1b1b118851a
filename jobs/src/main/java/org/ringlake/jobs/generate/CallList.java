package org.ringlake.jobs.generate;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Whom a pod dials next: first what an agent has promised, then numbers that did not answer, then
 * fresh names. Fresh names are numbered from the pod's first call, which no other pod can reach.
 */
final class CallList {
  private static final double KEEPS_PROMISES = 0.92;
  private static final double RETRIES_FIRST = 0.85;
  private static final double CALLER_IS_UNKNOWN = 0.12;
  private static final int RECENT = 512;

  private final long seed;
  private final CustomerDesk desk;
  private final PriorityQueue<Task> retries = new PriorityQueue<>();
  private final Map<Integer, PriorityQueue<Task>> promises = new HashMap<>();
  private final Customer[] recent = new Customer[RECENT];
  private long recentCount;
  private long nextNumber;

  CallList(long seed, Pod pod, CustomerDesk desk) {
    this.seed = seed;
    this.desk = desk;
    this.nextNumber = pod.firstCall();
  }

  Customer next(Person person, long day, Dice dice) {
    Customer customer = dice.chance(KEEPS_PROMISES) ? due(promisesOf(person), day) : null;
    if (customer == null && dice.chance(RETRIES_FIRST)) {
      customer = due(retries, day);
    }
    return customer != null ? customer : fresh(day);
  }

  /** A bot works through fresh names and unanswered numbers, never through promises. */
  Customer nextForBot(long day, Dice dice) {
    Customer customer = dice.chance(RETRIES_FIRST / 2) ? due(retries, day) : null;
    return customer != null ? customer : fresh(day);
  }

  /** Somebody who calls in: mostly one of those talked to lately. */
  Customer caller(long day, Dice dice) {
    if (recentCount == 0 || dice.chance(CALLER_IS_UNKNOWN)) {
      return Customer.stranger(seed, nextNumber++, day);
    }
    return recent[dice.between(0, (int) Math.min(recentCount, RECENT) - 1)];
  }

  void retry(Customer customer, long day) {
    retries.add(new Task(day, customer, false));
  }

  /** Dials a customer on the do-not-call list all the same. */
  void breach(Customer customer, long day) {
    retries.add(new Task(day, customer, true));
  }

  void promise(Person person, Customer customer, long day) {
    promisesOf(person).add(new Task(day, customer, false));
  }

  void remember(Customer customer) {
    recent[(int) (recentCount++ % RECENT)] = customer;
  }

  /** Gives what a leaver had promised to somebody else. */
  void handOver(Person from, Person to) {
    PriorityQueue<Task> left = promises.remove(from.index());
    if (left != null) {
      promisesOf(to).addAll(left);
    }
  }

  private PriorityQueue<Task> promisesOf(Person person) {
    return promises.computeIfAbsent(person.index(), index -> new PriorityQueue<>());
  }

  private static Customer due(PriorityQueue<Task> tasks, long day) {
    while (!tasks.isEmpty() && tasks.peek().dueOn() <= day) {
      Task task = tasks.poll();
      if (task.customer().stage.isOpen() || task.isBreach()) {
        return task.customer();
      }
    }
    return null;
  }

  private Customer fresh(long day) {
    Customer customer = Customer.listed(seed, nextNumber++, day);
    desk.load(customer);
    return customer;
  }
}
