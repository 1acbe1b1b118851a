package org.ringlake.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ringlake.jobs.Folders;
import org.ringlake.jobs.Workspace;

/** A new workspace that is removed again with all that is in it. */
final class TemporaryWorkspace implements AutoCloseable {
  private final Path folder;

  private TemporaryWorkspace(Path folder) {
    this.folder = folder;
  }

  static TemporaryWorkspace make() throws IOException {
    TemporaryWorkspace made =
        new TemporaryWorkspace(Files.createTempDirectory("ringlake-workspace"));
    try {
      Init.make(made.folder, Ringlake.installation().resolve("conf"));
      return made;
    } catch (IOException e) {
      made.close();
      throw e;
    }
  }

  Workspace workspace() {
    return Workspace.at(folder, Ringlake.installation());
  }

  @Override
  public void close() throws IOException {
    Folders.delete(folder);
  }
}
