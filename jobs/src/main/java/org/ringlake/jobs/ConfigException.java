package org.ringlake.jobs;

/**
 * Wrong configuration, found before anything was written. The message names every mistake with its
 * file, line and remedy; the exit status is 2.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }

  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
