package org.ringlake.jobs.generate;

/** How far a customer has come, as the agents see it. */
enum Stage {
  FRESH,
  CALLBACK,
  INTERESTED,
  BOOKED,
  BUYER,
  REFUSED,
  DO_NOT_CALL;

  /** Whether agents may still dial the customer. */
  boolean isOpen() {
    return this != REFUSED && this != DO_NOT_CALL;
  }
}
