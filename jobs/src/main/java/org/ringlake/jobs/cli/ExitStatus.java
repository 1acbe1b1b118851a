package org.ringlake.jobs.cli;

/** How a command ended, as scripts see it. */
public enum ExitStatus {
  DONE(0),
  FAILED(1),
  /** Wrong usage or configuration; nothing was touched. */
  REFUSED(2),
  /** Done, but rows were rejected and {@code --strict} was given. */
  ROWS_REJECTED(3);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
