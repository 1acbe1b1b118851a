package org.ringlake.jobs.ingest;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.ringlake.feed.Exclusion;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.SourceMapping;
import org.ringlake.jobs.Interpretation;
import org.ringlake.jobs.Progress;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LakeRun;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Customers;
import org.ringlake.staging.DoorRules;
import org.ringlake.staging.PersonalKeys;
import org.ringlake.staging.Teams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the inbox's new files into bronze, silver and rejected tables. Safe to run again: files are
 * known by their content, and a run that was killed leaves nothing.
 */
public final class IngestJob {
  /** The name of the command in {@code ops.run}. */
  public static final String COMMAND = "ingest";

  private static final Logger LOG = LoggerFactory.getLogger(IngestJob.class);
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final List<String> PEOPLE_FIRST = List.of(Teams.NAME, Agents.NAME, Customers.NAME);

  private final Lake lake;
  private final Configuration configuration;
  private final Inbox inbox;
  private final Clock clock;
  private final Map<String, SourceMapping> sources;

  public IngestJob(Lake lake, Configuration configuration, Inbox inbox, Clock clock) {
    this.lake = lake;
    this.configuration = configuration;
    this.inbox = inbox;
    this.clock = clock;
    this.sources =
        configuration.sources().stream()
            .collect(Collectors.toMap(SourceMapping::name, Function.identity()));
  }

  /** What is in an inbox now; made early, it lets {@link #run} see which files still grow. */
  public static Inbox.Listing list(Inbox inbox, Configuration configuration) {
    return inbox.list(configuration.sources());
  }

  /**
   * Takes what is new.
   *
   * @param seen the inbox as it was a moment ago; files that have changed since are left alone
   */
  public IngestResult run(Inbox.Listing seen, Progress progress) {
    Interpretation ofLogs = Interpretation.in(lake.spark());
    try (LakeRun run = LakeRun.begin(lake, COMMAND, configuration.hash(), clock)) {
      Taking taking = new Taking(run, seen, progress);
      ofLogs.close();
      return taking.run();
    } finally {
      ofLogs.close();
    }
  }

  /** One run: the files on their way and what has become of them. */
  private final class Taking {
    private final LakeRun run;
    private final Progress progress;
    private final Inbox.Listing seen;
    private final FileLog log = new FileLog(lake);
    private final Map<FileLog.Key, FileLog.Entry> known;
    private final Map<FileLog.Key, FileLog.Entry> changed = new LinkedHashMap<>();
    private final List<FileLog.Entry> added = new ArrayList<>();
    private final PeopleTables people;
    private final DoorRules rules;

    Taking(LakeRun run, Inbox.Listing seen, Progress progress) {
      this.run = run;
      this.progress = progress;
      this.seen = seen;
      this.known = log.entries();
      PersonalKeys keys =
          new PersonalKeys(
              configuration.ringlake().privacy().key().bytes(),
              configuration.ringlake().phone().region());
      this.people = new PeopleTables(lake, keys);
      this.rules =
          new DoorRules(
              keys,
              run.startedAt().plus(AHEAD),
              configuration.ringlake().timezone().getId(),
              List.of());
    }

    IngestResult run() {
      List<ProbedFile> probed = probeUnknown();
      Inbox.Listing settled = seen.unchangedIn(list(inbox, configuration));
      Set<InboxFile> whole = new HashSet<>(settled.files());
      List<String> growing =
          seen.files().stream()
              .filter(file -> !whole.contains(file))
              .map(InboxFile::name)
              .distinct()
              .toList();
      List<ProbedFile> fresh = fresh(probed, whole);
      Map<String, Map<SourceMapping, List<ProbedFile>>> byFeed = readable(fresh);
      take(byFeed);
      writeLog();
      run.finish(Optional.empty(), Map.of());
      return result(growing);
    }

    private void writeLog() {
      boolean areNew = added.stream().noneMatch(entry -> known.containsKey(entry.key()));
      if (changed.isEmpty() && areNew) {
        if (!added.isEmpty()) {
          log.add(added, run.runId(), clock.instant());
        }
        return;
      }
      List<FileLog.Entry> entries = new ArrayList<>(added);
      entries.addAll(changed.values());
      log.write(entries, run.runId(), clock.instant());
    }

    /**
     * Looks into the files that no earlier run took at the same place, length and time. Refused
     * ones are looked at again: their name or their source's declaration may have been mended.
     */
    private List<ProbedFile> probeUnknown() {
      Set<InboxFile> seenBefore =
          known.values().stream()
              .filter(entry -> entry.refusal() == null)
              .map(entry -> entry.file().file())
              .collect(Collectors.toCollection(HashSet::new));
      List<FileProbe.Request> requests =
          seen.files().stream()
              .filter(file -> !seenBefore.contains(file.withoutPath()))
              .map(file -> FileProbe.Request.of(file, sources.get(file.source()).reader()))
              .toList();
      progress.stage("looking at new files", requests.size());
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(lake.spark().sparkContext());
      FileProbe probe = new FileProbe(new SerializableConfiguration(spark.hadoopConfiguration()));
      List<ProbedFile> probed = probe.probe(spark, requests);
      progress.filesDone(requests.size(), 0);
      return probed;
    }

    /** Contents not taken yet, each once per source, under the first of their readable names. */
    private List<ProbedFile> fresh(List<ProbedFile> probed, Set<InboxFile> whole) {
      Map<FileLog.Key, ProbedFile> fresh = new LinkedHashMap<>();
      probed.stream()
          .filter(file -> whole.contains(file.file()))
          .sorted(
              Comparator.comparing(ProbedFile::isReadable)
                  .reversed()
                  .thenComparing(file -> file.file().name()))
          .forEach(
              file -> {
                FileLog.Key key = new FileLog.Key(file.file().source(), file.fileId());
                if (!known.containsKey(key) || known.get(key).refusal() != null) {
                  fresh.putIfAbsent(key, file);
                }
              });
      return List.copyOf(fresh.values());
    }

    private Map<String, Map<SourceMapping, List<ProbedFile>>> readable(List<ProbedFile> fresh) {
      Map<String, Map<SourceMapping, List<ProbedFile>>> byFeed = new HashMap<>();
      for (ProbedFile file : fresh) {
        SourceMapping source = sources.get(file.file().source());
        FeedDefinition feed = feed(source.feed());
        Optional<String> refusal =
            file.isReadable()
                ? new SourceReader(lake.spark(), source, feed).brokenContract(file)
                : Optional.of(file.refusal());
        if (refusal.isPresent()) {
          refuse(file, feed, refusal.get());
        } else {
          byFeed
              .computeIfAbsent(feed.name(), name -> new LinkedHashMap<>())
              .computeIfAbsent(source, each -> new ArrayList<>())
              .add(file);
        }
      }
      return byFeed;
    }

    private void refuse(ProbedFile file, FeedDefinition feed, String why) {
      FileLog.Entry entry = new FileLog.Entry(file, feed.name(), why, 0, 0, 0, 0);
      FileLog.Entry before = known.get(entry.key());
      if (before == null || !before.refusal().equals(why)) {
        LOG.warn("Refused the file {}: {}", file.file().name(), why);
        added.add(entry);
      }
    }

    private void take(Map<String, Map<SourceMapping, List<ProbedFile>>> byFeed) {
      boolean hadRoster = people.hasRoster();
      Set<String> existing =
          configuration.feeds().stream()
              .map(FeedDefinition::name)
              .filter(name -> lake.exists(TableName.silver(name)))
              .collect(Collectors.toSet());
      Set<String> touched = new HashSet<>();
      for (FeedDefinition feed : inOrder()) {
        boolean isRelisted =
            existing.contains(feed.name())
                && exclusions(feed).anyMatch(exclusion -> touched.contains(exclusion.feed()));
        if (byFeed.containsKey(feed.name()) || isRelisted) {
          progress.stage(feed.name(), files(byFeed, feed));
          Map<SourceMapping, List<ProbedFile>> files = byFeed.getOrDefault(feed.name(), Map.of());
          FeedIngest.Outcome outcome = ingest(feed, files.keySet()).take(files, isRelisted);
          note(outcome);
          progress.filesDone(files(byFeed, feed), outcome.rowsRead());
          touched.add(feed.name());
        }
      }
      Resettling.Change change =
          new Resettling.Change(
              touched.contains(Agents.NAME), touched.contains(Customers.NAME), hadRoster);
      if (!change.isNothing() && !existing.isEmpty()) {
        progress.stage("agents and customers of earlier rows");
        Resettling resettling = new Resettling(lake, people, run.runId());
        configuration.feeds().stream()
            .filter(feed -> existing.contains(feed.name()))
            .forEach(feed -> resettling.settle(feed, change));
      }
    }

    private static int files(
        Map<String, Map<SourceMapping, List<ProbedFile>>> byFeed, FeedDefinition feed) {
      return byFeed.getOrDefault(feed.name(), Map.of()).values().stream()
          .mapToInt(List::size)
          .sum();
    }

    private FeedIngest ingest(FeedDefinition feed, Set<SourceMapping> now) {
      Set<String> everTaken =
          known.keySet().stream().map(FileLog.Key::source).collect(Collectors.toSet());
      List<SourceMapping> own =
          configuration.sources().stream()
              .filter(source -> source.feed().equals(feed.name()))
              .filter(source -> now.contains(source) || everTaken.contains(source.name()))
              .toList();
      return new FeedIngest(
          lake, feed, own, rules.with(CurrencyRule.of(feed, configuration)), people, run.runId());
    }

    private void note(FeedIngest.Outcome outcome) {
      added.addAll(outcome.entries());
      outcome
          .earlier()
          .forEach(
              (key, change) -> {
                if (change != 0) {
                  changed.merge(
                      key,
                      known.get(key).withAccepted(change),
                      (noted, again) -> noted.withAccepted(change));
                }
              });
    }

    private IngestResult result(List<String> growing) {
      List<FileLog.Entry> taken = added.stream().filter(entry -> entry.refusal() == null).toList();
      return new IngestResult(
          taken.size(),
          taken.stream().mapToLong(FileLog.Entry::read).sum(),
          taken.stream().mapToLong(FileLog.Entry::accepted).sum(),
          taken.stream().mapToLong(FileLog.Entry::rejected).sum(),
          taken.stream().mapToLong(FileLog.Entry::superseded).sum(),
          added.stream()
              .filter(entry -> entry.refusal() != null)
              .map(entry -> entry.file().file().name() + ": " + entry.refusal())
              .toList(),
          growing);
    }
  }

  private FeedDefinition feed(String name) {
    return configuration.feeds().stream()
        .filter(feed -> feed.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private java.util.stream.Stream<Exclusion> exclusions(FeedDefinition feed) {
    return configuration.sources().stream()
        .filter(source -> source.feed().equals(feed.name()))
        .flatMap(source -> source.exclude().stream());
  }

  /** Teams, agents and customers, then what other feeds look up, then the rest. */
  private List<FeedDefinition> inOrder() {
    Set<String> lookedUp =
        configuration.feeds().stream()
            .flatMap(this::exclusions)
            .map(Exclusion::feed)
            .collect(Collectors.toSet());
    return configuration.feeds().stream()
        .sorted(
            Comparator.comparingInt((FeedDefinition feed) -> rank(feed.name(), lookedUp))
                .thenComparing(FeedDefinition::name))
        .toList();
  }

  private static int rank(String feed, Set<String> lookedUp) {
    int people = PEOPLE_FIRST.indexOf(feed);
    if (people >= 0) {
      return people;
    }
    return lookedUp.contains(feed) ? PEOPLE_FIRST.size() : PEOPLE_FIRST.size() + 1;
  }
}
