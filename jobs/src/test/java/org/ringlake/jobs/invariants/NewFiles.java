package org.ringlake.jobs.invariants;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Tells at once when files of a kind appear below a folder; those already there do not count. */
final class NewFiles implements AutoCloseable {
  private final Predicate<Path> kind;
  private final WatchService watch;
  private final Set<Path> old = new HashSet<>();
  private final Set<Path> appeared = new HashSet<>();

  NewFiles(Path root, Predicate<Path> kind) throws IOException {
    this.kind = kind;
    this.watch = root.getFileSystem().newWatchService();
    visit(root);
    old.addAll(appeared);
    appeared.clear();
  }

  /**
   * Returns as soon as so many files have appeared, or nothing can be expected any more.
   *
   * @return whether they have
   */
  boolean await(int count, BooleanSupplier isGoingOn) throws IOException, InterruptedException {
    while (appeared.size() < count) {
      WatchKey key = watch.poll(1, TimeUnit.SECONDS);
      if (key != null) {
        Path folder = (Path) key.watchable();
        for (WatchEvent<?> event : key.pollEvents()) {
          if (event.context() instanceof Path name) {
            visit(folder.resolve(name));
          }
        }
        key.reset();
      } else if (!isGoingOn.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  /** Watches a folder before looking into it, so that nothing appears unseen. */
  private void visit(Path path) throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            try {
              folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            } catch (NoSuchFileException e) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (kind.test(file) && !old.contains(file)) {
              appeared.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }
}
