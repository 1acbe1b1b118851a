package org.ringlake.jobs;

/**
 * A job that cannot go on. The message says what failed, why, and what to do; it is all the user
 * sees, and the exit status is 1.
 */
public final class JobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JobException(String message) {
    super(message);
  }

  public JobException(String message, Throwable cause) {
    super(message, cause);
  }
}
