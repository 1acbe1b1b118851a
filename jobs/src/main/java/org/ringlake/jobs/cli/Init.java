package org.ringlake.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a workspace, or completes one; files that are there stay as they are. */
@Command(
    name = "init",
    description =
        "Makes a workspace: settings, inbox, a key for personal data. Overwrites nothing.")
final class Init implements Callable<Integer> {
  /** Folders of {@code inbox}, one for each generic feed. */
  static final List<String> FEEDS =
      List.of(
          "calls",
          "deals",
          "refunds",
          "customers",
          "agents",
          "teams",
          "shifts",
          "surveys",
          "reviews",
          "complaints",
          "leads",
          "costs",
          "objectives",
          "ratings",
          "worklogs",
          "appeals");

  private static final String KEY_FILE = "privacy.key";
  private static final int KEY_BYTES = 32;

  @Parameters(paramLabel = "DIR", description = "The folder; made where there is none.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    make(folder.toAbsolutePath().normalize(), Ringlake.installation().resolve("conf"));
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "The workspace %s is ready. Put files into inbox/<feed>/, then: ringlake run --workspace %1$s%n",
        folder);
    err.printf(
        "Keep a copy of conf/%s: without it, customers cannot be matched again.%n", KEY_FILE);
    return ExitStatus.DONE.code();
  }

  static void make(Path workspace, Path defaults) throws IOException {
    copyMissing(defaults, workspace.resolve("conf"));
    for (String feed : FEEDS) {
      Files.createDirectories(workspace.resolve("inbox").resolve(feed));
    }
    Files.createDirectories(workspace.resolve("lake"));
    Files.createDirectories(workspace.resolve("out"));
    makeKey(workspace.resolve("conf").resolve(KEY_FILE));
  }

  private static void copyMissing(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path source : (Iterable<Path>) all::iterator) {
        Path target = to.resolve(from.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(target);
        } else if (Files.notExists(target) && !source.endsWith(KEY_FILE)) {
          Files.copy(source, target);
        }
      }
    }
  }

  private static void makeKey(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, HexFormat.of().formatHex(key) + "\n");
  }
}
