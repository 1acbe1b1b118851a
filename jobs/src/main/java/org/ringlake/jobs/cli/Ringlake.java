package org.ringlake.jobs.cli;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ringlake.jobs.Workspace;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line of Ringlake; a new command is a class named in {@code subcommands}. */
@Command(
    name = "ringlake",
    description = "A call centre's history as tables: KPIs, value and pay that can be checked.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    subcommands = {
      CommandLine.HelpCommand.class,
      Demo.class,
      Init.class,
      CheckCommand.class,
      Generate.class,
      Run.class,
      Ingest.class,
      Bench.class,
      Build.class,
      Explain.class,
      Quality.class,
      Sql.class,
      Status.class,
      WarmUp.class
    })
public final class Ringlake implements Runnable {
  private static final String HOME = "ringlake.home";
  private static final String WORKSPACE = "RINGLAKE_WORKSPACE";

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The workspace; else $" + WORKSPACE + ", else the current folder.")
  private Path workspace; // null: not given

  private final Map<String, String> overrides = new LinkedHashMap<>();

  @Spec private CommandSpec spec;

  /** Runs one command and ends the JVM with its {@link ExitStatus}. */
  public static void main(String[] args) {
    int code = commandLine().execute(args);
    System.out.flush();
    if (code != ExitStatus.DONE.code() || !LogFile.isSubmitted()) {
      System.exit(code);
    }
  }

  /** The same for a main class that stands for one command. */
  static void main(String command, String[] options) {
    main(Stream.concat(Stream.of(command), Arrays.stream(options)).toArray(String[]::new));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Ringlake())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Failures::refusedUsage)
        .setExecutionExceptionHandler(Failures::failed);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Name a command.");
  }

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description = "Overrides a key of conf/ringlake.yaml, or of Spark's settings, this once.")
  void override(Map<String, String> given) {
    if (given != null) {
      overrides.putAll(given);
    }
  }

  Workspace workspace() {
    String usual = System.getenv().getOrDefault(WORKSPACE, ".");
    return Workspace.at(givenWorkspace().orElse(Path.of(usual)), installation());
  }

  /** The folder that {@code --workspace} named. */
  Optional<Path> givenWorkspace() {
    return Optional.ofNullable(workspace);
  }

  Map<String, String> overrides() {
    return overridesWhere(key -> !isSparks(key));
  }

  /** Spark takes these as system properties. */
  Map<String, String> sparkOverrides() {
    return overridesWhere(Ringlake::isSparks);
  }

  private Map<String, String> overridesWhere(Predicate<String> key) {
    return overrides.entrySet().stream()
        .filter(entry -> key.test(entry.getKey()))
        .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static boolean isSparks(String key) {
    return key.startsWith("spark.");
  }

  /** The folder of the installed product, as the launcher tells it. */
  static Path installation() {
    return Path.of(System.getProperty(HOME, ".")).toAbsolutePath().normalize();
  }
}
