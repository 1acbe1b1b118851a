package org.ringlake.jobs.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.ringlake.jobs.Workspace;
import picocli.CommandLine.ParentCommand;

/** A command that works in a workspace and logs to its {@code out/ringlake.log}. */
abstract class WorkspaceCommand implements Callable<Integer> {
  @ParentCommand private Ringlake ringlake;

  @Override
  public final Integer call() throws Exception {
    Workspace workspace = ringlake.workspace();
    LogFile.open(workspace.out());
    ringlake.sparkOverrides().forEach(System::setProperty);
    return run(workspace).code();
  }

  /** What {@code --set} gave for keys of {@code conf/ringlake.yaml}. */
  final Map<String, String> overrides() {
    return ringlake.overrides();
  }

  abstract ExitStatus run(Workspace workspace) throws Exception;
}
