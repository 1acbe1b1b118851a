package org.ringlake.jobs.cli;

import java.time.ZoneId;
import org.ringlake.jobs.JobSession;
import org.ringlake.jobs.Workspace;
import org.ringlake.jobs.config.ReaderSetup;
import org.ringlake.jobs.lake.Lake;

/** A command that only reads the lake; it works even where the configuration has mistakes. */
abstract class LakeCommand extends WorkspaceCommand {
  @Override
  final ExitStatus run(Workspace workspace) throws Exception {
    ReaderSetup setup = ReaderSetup.load(workspace.conf(), overrides());
    Workspace placed = workspace.placed(setup.lake(), setup.inbox(), setup.out());
    try (JobSession session = openSession("read", workspace).in(setup.timezone())) {
      read(Lake.at(session.spark(), placed.lake()), setup.timezone());
    }
    return ExitStatus.DONE;
  }

  /**
   * Reads.
   *
   * @param zone the business zone
   */
  abstract void read(Lake lake, ZoneId zone) throws Exception;
}
