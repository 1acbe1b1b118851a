package org.ringlake.jobs.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.core.config.Configurator;
import org.ringlake.jobs.Workspace;

/** The log of a workspace, {@code out/ringlake.log}: all that is not for the terminal. */
final class LogFile {
  static final String NAME = "ringlake.log";
  private static final String LOCATION = "ringlake.log";
  private static final String SUBMITTED = "SPARK_SUBMIT";

  private LogFile() {}

  /** Until {@link #open} nothing is logged, but warnings of Ringlake itself to the terminal. */
  static void waitForCheck() {
    if (!isSubmitted()) {
      Configurator.reconfigure(configuration("log-to-terminal.xml"));
    }
  }

  /**
   * Sends all logging to the workspace's log, warnings of Ringlake itself also to the terminal.
   * Under spark-submit the cluster's own logging stays as it is; where there is no workspace, or it
   * cannot be written, nothing is logged.
   */
  static void open(Workspace workspace) {
    if (!isSubmitted() && Files.isDirectory(workspace.root()) && isWritable(workspace.out())) {
      System.setProperty(LOCATION, workspace.out().resolve(NAME).toString());
      Configurator.reconfigure(configuration("log-to-file.xml"));
    }
  }

  /** Whether spark-submit started this JVM. */
  static boolean isSubmitted() {
    return Boolean.getBoolean(SUBMITTED);
  }

  private static boolean isWritable(Path out) {
    try {
      return Files.isWritable(Files.createDirectories(out));
    } catch (IOException e) {
      return false;
    }
  }

  private static URI configuration(String resource) {
    try {
      return LogFile.class.getResource(resource).toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
