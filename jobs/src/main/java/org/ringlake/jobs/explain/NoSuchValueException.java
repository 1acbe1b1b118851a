package org.ringlake.jobs.explain;

/** Asked for was a value that was never published; the message says so and what there is. */
public final class NoSuchValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoSuchValueException(String message) {
    super(message);
  }
}
