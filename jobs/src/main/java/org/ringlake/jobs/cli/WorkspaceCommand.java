package org.ringlake.jobs.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.ringlake.jobs.ConfigurationCheck;
import org.ringlake.jobs.JobContext;
import org.ringlake.jobs.JobSession;
import org.ringlake.jobs.SparkSessions;
import org.ringlake.jobs.Workspace;
import org.ringlake.jobs.config.ConfigException;
import org.ringlake.jobs.config.Configuration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A command that works in a workspace. It logs to {@code out/ringlake.log} from when its
 * configuration has been found right: a command that is refused writes nothing.
 */
abstract class WorkspaceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public final Integer call() throws Exception {
    Workspace workspace = ringlake().workspace();
    ringlake().sparkOverrides().forEach(System::setProperty);
    try {
      return run(workspace).code();
    } catch (ConfigException | ParameterException refused) {
      throw refused;
    } catch (Exception failure) {
      LogFile.open(workspace); // however early it failed
      throw failure;
    }
  }

  /** The configuration of the workspace, looked at as far as that goes without a session. */
  final Configuration configuration(Workspace workspace) {
    LogFile.waitForCheck();
    return ConfigurationCheck.ofValues(workspace, overrides());
  }

  /** Opens the workspace for a job, and its log. */
  final JobContext open(String job, Workspace workspace) {
    LogFile.waitForCheck();
    JobContext context = JobContext.open(job, workspace, overrides());
    LogFile.open(workspace);
    return context;
  }

  /** Opens the log, and a session with the workspace's settings. */
  final JobSession openSession(String name, Workspace workspace) {
    SparkSessions.check(workspace.sparkDefaults());
    LogFile.open(workspace);
    return SparkSessions.open(name, workspace.sparkDefaults());
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
