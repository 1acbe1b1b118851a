package org.ringlake.jobs;

import java.util.Map;
import org.ringlake.jobs.config.ConfigException;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.config.ConfigurationDraft;

/** Reads a workspace's configuration; what is wrong with it is told at once. Writes nothing. */
public final class ConfigurationCheck {
  private ConfigurationCheck() {}

  /**
   * A configuration whose expressions may be wrong: they are looked at only where something else
   * is, which takes a session.
   *
   * @throws ConfigException with every mistake
   */
  public static Configuration ofValues(Workspace workspace, Map<String, String> overrides) {
    ConfigurationDraft draft = ConfigurationDraft.read(workspace.conf(), overrides);
    if (draft.hasMistakes()) {
      checkExpressions(draft, workspace);
    }
    return draft.finished();
  }

  /**
   * A configuration that is right.
   *
   * @throws ConfigException with every mistake
   */
  public static Configuration ofAll(Workspace workspace, Map<String, String> overrides) {
    ConfigurationDraft draft = ConfigurationDraft.read(workspace.conf(), overrides);
    checkExpressions(draft, workspace);
    return draft.finished();
  }

  private static void checkExpressions(ConfigurationDraft draft, Workspace workspace) {
    try (JobSession session = SparkSessions.open("check", workspace.sparkDefaults())) {
      draft.checkExpressions(session.spark());
    } catch (ConfigException settings) {
      draft.add(settings);
    }
  }
}
