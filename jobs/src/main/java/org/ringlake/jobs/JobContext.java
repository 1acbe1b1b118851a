package org.ringlake.jobs;

import java.time.Clock;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.ringlake.jobs.config.ConfigException;
import org.ringlake.jobs.config.ExpressionChecks;
import org.ringlake.jobs.config.RinglakeConfig;
import org.ringlake.jobs.ingest.Inbox;
import org.ringlake.jobs.ingest.IngestJob;
import org.ringlake.jobs.lake.Lake;

/**
 * What a job of one workspace works with: its checked configuration, the inbox as it was when the
 * job started, a session in the business time zone, and the lake.
 */
public final class JobContext implements AutoCloseable {
  private final org.ringlake.jobs.config.Configuration configuration;
  private final Inbox inbox;
  private final Inbox.Listing arrived;
  private final JobSession session;
  private final Progress progress;
  private final Lake lake;

  private JobContext(
      org.ringlake.jobs.config.Configuration configuration,
      Inbox inbox,
      Inbox.Listing arrived,
      JobSession session,
      Lake lake) {
    this.configuration = configuration;
    this.inbox = inbox;
    this.arrived = arrived;
    this.session = session;
    this.progress = Progress.of(session.spark());
    this.lake = lake;
  }

  /**
   * Opens a workspace for a job.
   *
   * @param overrides of {@code ringlake.yaml} by dotted key, and of Spark's settings
   * @throws ConfigException when the configuration has mistakes; nothing has been written then
   */
  public static JobContext open(String name, Workspace workspace, Map<String, String> overrides) {
    org.ringlake.jobs.config.Configuration configuration =
        ConfigurationCheck.ofValues(workspace, overrides);
    Workspace configured = configured(workspace, configuration);
    Inbox inbox = new Inbox(new Configuration(), configured.inbox());
    Inbox.Listing arrived = IngestJob.list(inbox, configuration);
    JobSession session =
        SparkSessions.open(name, configured.sparkDefaults())
            .in(configuration.ringlake().timezone());
    checkExpressions(session, configuration);
    return new JobContext(
        configuration, inbox, arrived, session, Lake.at(session.spark(), configured.lake()));
  }

  private static void checkExpressions(
      JobSession session, org.ringlake.jobs.config.Configuration configuration) {
    try {
      ExpressionChecks.check(session.spark(), configuration);
    } catch (ConfigException e) {
      session.close();
      throw e;
    }
  }

  /** A workspace with the places its configuration names. */
  public static Workspace configured(
      Workspace workspace, org.ringlake.jobs.config.Configuration configuration) {
    RinglakeConfig ringlake = configuration.ringlake();
    return workspace.placed(ringlake.lake(), ringlake.inbox(), ringlake.out());
  }

  public org.ringlake.jobs.config.Configuration configuration() {
    return configuration;
  }

  public Inbox inbox() {
    return inbox;
  }

  /** The inbox before the session was opened. */
  public Inbox.Listing arrived() {
    return arrived;
  }

  public Lake lake() {
    return lake;
  }

  public Progress progress() {
    return progress;
  }

  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public void close() {
    progress.close();
    session.close();
  }
}
