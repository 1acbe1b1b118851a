package org.ringlake.jobs.cli;

import java.io.PrintWriter;
import java.util.List;
import org.ringlake.facts.QualityRules;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.SourceMapping;
import org.ringlake.jobs.ConfigurationCheck;
import org.ringlake.jobs.Workspace;
import org.ringlake.jobs.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks the whole configuration; says every mistake at once, and changes nothing. */
@Command(
    name = "check",
    description =
        "Checks the configuration: settings, feeds, mappings, KPIs, phrases. Changes nothing.")
final class CheckCommand extends WorkspaceCommand {
  @Spec private CommandSpec spec;

  @Override
  ExitStatus run(Workspace workspace) {
    LogFile.waitForCheck();
    tell(ConfigurationCheck.ofAll(workspace, overrides()), spec.commandLine().getErr());
    return ExitStatus.DONE;
  }

  private static void tell(Configuration configuration, PrintWriter err) {
    List<String> feeds = configuration.feeds().stream().map(FeedDefinition::name).toList();
    List<String> vendors =
        configuration.sources().stream()
            .map(SourceMapping::name)
            .filter(name -> !feeds.contains(name))
            .toList();
    err.printf(
        "The configuration is right. Business zone %s, currency %s.%n",
        configuration.ringlake().timezone(), configuration.ringlake().currency());
    err.printf("%d feeds: %s.%n", feeds.size(), String.join(", ", feeds));
    err.printf("%d vendor formats: %s.%n", vendors.size(), String.join(", ", vendors));
    err.printf(
        "%d KPIs, %d exchange rates.%n", configuration.kpis().size(), configuration.rates().size());
    QualityRules quality = configuration.quality();
    err.printf(
        "Transcripts: %d forbidden phrases, %d script items, %d empathy phrases.%n",
        quality.forbidden().size(), quality.script().size(), quality.empathy().size());
  }
}
