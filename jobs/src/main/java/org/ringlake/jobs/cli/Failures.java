package org.ringlake.jobs.cli;

import java.io.PrintWriter;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.AnalysisException;
import org.ringlake.jobs.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells people in one message why a command did not succeed; the stack trace goes to the log. */
final class Failures {
  /** Exceptions of our own say all that a person needs. */
  private static final String OWN = "org.ringlake.";

  private Failures() {}

  static int refusedUsage(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(failure.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
    err.printf("See '%s --help'.%n", command.getCommandSpec().qualifiedName());
    return ExitStatus.REFUSED.code();
  }

  static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    String name = command.getCommandSpec().qualifiedName();
    logger().info("{} failed", name, failure);
    boolean refused = failure instanceof ConfigException;
    command.getErr().println(refused ? failure.getMessage() : name + ": " + message(failure));
    return (refused ? ExitStatus.REFUSED : ExitStatus.FAILED).code();
  }

  private static String message(Exception failure) {
    if (failure.getClass().getPackageName().startsWith(OWN)) {
      return failure.getMessage();
    }
    if (failure instanceof AnalysisException analysis) {
      return analysis.getSimpleMessage();
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return "%s: %s%nThe whole story is in %s."
        .formatted(root.getClass().getSimpleName(), root.getMessage(), LogFile.NAME);
  }

  /** Asked for late, so that it is the workspace's log. */
  private static Logger logger() {
    return LogManager.getLogger(Failures.class);
  }
}
