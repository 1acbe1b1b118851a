package org.ringlake.jobs.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.ringlake.jobs.Workspace;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works in a workspace and logs to its {@code out/ringlake.log}. */
abstract class WorkspaceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public final Integer call() throws Exception {
    Workspace workspace = ringlake().workspace();
    LogFile.open(workspace.out());
    ringlake().sparkOverrides().forEach(System::setProperty);
    return run(workspace).code();
  }

  /** What {@code --set} gave for keys of {@code conf/ringlake.yaml}. */
  final Map<String, String> overrides() {
    return ringlake().overrides();
  }

  private Ringlake ringlake() {
    return (Ringlake) spec.root().userObject();
  }

  abstract ExitStatus run(Workspace workspace) throws Exception;
}
