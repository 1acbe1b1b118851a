package org.ringlake.jobs.invariants;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ringlake.jobs.cli.Ringlake;

/** The real command line in a process of its own, which can be killed. */
final class ChildJvm {
  private ChildJvm() {}

  /** Starts a command; what it says goes to the log. */
  static Process start(Path installation, Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-XX:"))
        .forEach(command::add);
    command.add("-Xmx2g");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:ReservedCodeCacheSize=240m");
    command.add("-Dringlake.home=" + installation);
    command.add("-cp");
    command.add(classPath());
    command.add(Ringlake.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Of the product alone where Surefire tells, so that no test setting reaches the child. */
  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> entries = new ArrayList<>(List.of(all.split(File.pathSeparator)));
    entries.removeIf(entry -> entry.endsWith("test-classes"));
    return String.join(File.pathSeparator, entries);
  }
}
