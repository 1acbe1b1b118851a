package org.ringlake.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.jobs.SilentProgress;
import org.ringlake.jobs.build.BuildJob;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.explain.ExplainJob;
import org.ringlake.jobs.explain.ExplainRequest;
import org.ringlake.jobs.explain.Explanation;
import org.ringlake.jobs.explain.NoSuchValueException;
import org.ringlake.jobs.ingest.Inbox;
import org.ringlake.jobs.ingest.IngestJob;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;

/** Values of a small centre of two agents in March 2025, taken apart. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ExplainTest extends SparkTest {
  private static final LocalDate MARCH = LocalDate.of(2025, 3, 1);
  private static final LocalDate AS_OF = LocalDate.of(2025, 4, 2);
  private static final String CALLS =
      "call_id,started_at,agent_id,customer_id,disposition,talk_seconds,updated_at\n";

  @TempDir private static Path folder;
  private static boolean isBuilt;

  @BeforeEach
  void buildOnce() throws IOException, SQLException {
    spark().conf().set("spark.sql.session.timeZone", "Asia/Shanghai");
    if (!isBuilt) {
      Init.make(folder, Path.of("..", "conf").toAbsolutePath());
      fillInbox();
      run();
      isBuilt = true;
    }
  }

  private static void fillInbox() throws IOException, SQLException {
    write("teams/teams.csv", "team_id,name,site\nT1,One,North\nT2,Two,South\n");
    write(
        "agents/agents.csv",
        """
        agent_id,team_id,hired_on,left_on,left_reason,valid_from
        A1,T1,2024-01-01,,,2024-01-01
        A2,T1,2024-01-01,2025-03-20,voluntary,2024-01-01
        A3,T2,2024-01-01,,,2024-01-01
        """);
    // of C1 the second version wins, of C2 the only one, below a blank line
    write(
        "calls/a.csv",
        CALLS
            + "C1,2025-03-03T09:00:00,A1,K1,busy,,2025-03-03T10:00:00\n"
            + "C1,2025-03-03T09:00:00,A1,K1,answered,50,2025-03-03T12:00:00\n"
            + "C1,2025-03-03T09:00:00,A1,K1,answered,40,2025-03-03T11:00:00\n"
            + "\n"
            + "C2,2025-03-04T09:00:00,A1,K1,answered,20,\n"
            + "C3,2025-03-04T09:30:00,A1,K2,busy,,\n"
            + "C9,2025-02-30T09:30:00,A1,K2,busy,,\n");
    write(
        "calls/b.jsonl",
        """
        {"call_id":"C4","started_at":"2025-03-05T09:00:00","agent_id":"A1","customer_id":"K2","disposition":"answered","talk_seconds":90}
        {"call_id":"C5","started_at":"2025-03-05T09:00:00","agent_id":"A2","customer_id":"K3","disposition":"answered","talk_seconds":10}
        {"call_id":"C6","started_at":"2025-04-02T09:00:00","agent_id":"A2","customer_id":"K3","disposition":"busy"}
        """);
    write(
        "deals/deals.json",
        """
        [
          {"deal_id":"D1","customer_id":"K1","agent_id":"A2","status":"won","amount":"100.50","closed_at":"2025-03-10T12:00:00"},
          {"deal_id":"D2","customer_id":"K9","agent_id":"A1","status":"won","amount":"30.00","closed_at":"2025-03-11T12:00:00"},
          {"deal_id":"D3","customer_id":"K2","agent_id":"A1","status":"lost","closed_at":"2025-03-12T12:00:00"}
        ]
        """);
    write(
        "refunds/refunds.csv.gz",
        gzip(
            "refund_id,deal_id,amount,refunded_at\nR0,none,1,2025-04-01T09:00:00\nR1,D1,20.25,2025-03-15T09:00:00\n"));
    Path parquet = folder.resolve("inbox/surveys/surveys.parquet");
    Files.createDirectories(parquet.getParent());
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute(
          "COPY (SELECT * FROM (VALUES"
              + " ('S1', 'C1', '2025-03-04T10:00:00', 5), ('S2', 'C2', '2025-03-05T10:00:00', 3),"
              + " ('S3', 'C5', '2025-03-06T10:00:00', 4))"
              + " AS t(survey_id, call_id, answered_at, csat)) TO '%s' (FORMAT parquet)"
                  .formatted(parquet));
    }
  }

  private static void write(String name, String text) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(String name, byte[] content) throws IOException {
    Path file = folder.resolve("inbox").resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private void run() {
    Configuration configuration = configuration(Map.of());
    new IngestJob(lake(), configuration, inbox(), Clock.systemUTC())
        .run(IngestJob.list(inbox(), configuration), SilentProgress.progress());
    new BuildJob(lake(), configuration, Clock.systemUTC())
        .run(Optional.of(AS_OF), BuildJob.Extent.CHANGES, SilentProgress.progress());
  }

  private Lake lake() {
    return Lake.at(spark(), folder.resolve("lake").toString());
  }

  private Inbox inbox() {
    return new Inbox(spark().sessionState().newHadoopConf(), folder.resolve("inbox").toString());
  }

  private static Configuration configuration(Map<String, String> overrides) {
    return Configuration.load(folder.resolve("conf"), overrides);
  }

  private Explanation explain(
      String kpi, Layer layer, String entity, Period period, LocalDate day) {
    return explain(kpi, layer, entity, period, day, Map.of());
  }

  private Explanation explain(
      String kpi,
      Layer layer,
      String entity,
      Period period,
      LocalDate day,
      Map<String, String> overrides) {
    return new ExplainJob(lake(), configuration(overrides), inbox())
        .explain(new ExplainRequest(kpi, layer, entity, period, day, OptionalLong.empty()));
  }

  private static String printed(Explanation explanation, ResultFormat format) throws IOException {
    StringWriter out = new StringWriter();
    Explain.print(explanation, format, out, new PrintWriter(new StringWriter()));
    return out.toString();
  }

  /** The explanation of a month as JSON, after what has to hold of every one. */
  private JsonNode march(String kpi, Layer layer, String entity) throws IOException {
    try (Explanation explanation = explain(kpi, layer, entity, Period.MONTH, MARCH)) {
      JsonNode json = new ObjectMapper().readTree(printed(explanation, ResultFormat.JSON));
      assertThat(json.at("/adds_up").asBoolean()).as(json.toString()).isTrue();
      assertThat(json.at("/notes")).isEmpty();
      assertThat(json.at("/unread_files")).isEmpty();
      Map<String, Long> sums = new TreeMap<>();
      for (JsonNode event : json.at("/events")) {
        sums.merge(event.at("/measure").asText(), event.at("/amount").asLong(), Long::sum);
        assertStandsThere(event);
      }
      for (JsonNode measure : json.at("/measures")) {
        if (!measure.at("/measure").asText().equals("periods_per_year")) {
          long days = 0;
          for (JsonNode day : measure.at("/days")) {
            days += day.at("/total").asLong();
          }
          assertThat(days).isEqualTo(measure.at("/total").asLong());
          assertThat(sums.getOrDefault(measure.at("/measure").asText(), 0L)).isEqualTo(days);
        }
      }
      return json;
    }
  }

  /** In the file's row stands the event. */
  private static void assertStandsThere(JsonNode event) throws IOException {
    Path file = folder.resolve("inbox").resolve(event.at("/file").asText());
    String id = event.at("/event_id").asText();
    int row = event.at("/row").asInt();
    if (file.toString().endsWith(".json")) {
      assertThat(new ObjectMapper().readTree(file.toFile()).get(row - 1).toString()).contains(id);
    } else if (file.toString().endsWith(".parquet")) {
      assertThat("S" + row).isEqualTo(id);
    } else if (file.toString().endsWith(".csv") || file.toString().endsWith(".jsonl")) {
      assertThat(Files.readAllLines(file).get(row - 1)).contains(id.split(" ", -1)[0]);
    }
  }

  private static List<String> events(JsonNode json, String... fields) {
    List<String> texts = new ArrayList<>();
    for (JsonNode event : json.at("/events")) {
      StringBuilder text = new StringBuilder();
      for (String field : fields) {
        text.append(text.isEmpty() ? "" : " ").append(event.at("/" + field).asText());
      }
      texts.add(text.toString());
    }
    return texts;
  }

  @Test
  void aRatioOfSumsIsItsCallsInTheLinesOfTheVersionsThatWon() throws IOException {
    JsonNode json = march("effective_call_rate", Layer.AGENT, "A1");

    assertThat(json.at("/value").asDouble()).isEqualTo(2 / 3.0);
    assertThat(json.at("/formulas").toString())
        .isEqualTo(
            "{\"value\":\"numerator / denominator\",\"numerator\":\"effective_calls\","
                + "\"denominator\":\"contacts\",\"sample_size\":\"contacts\"}");
    assertThat(events(json, "measure", "event_id", "amount", "file", "row"))
        .containsExactly(
            "effective_calls C1 1 calls/a.csv 3",
            "effective_calls C4 1 calls/b.jsonl 1",
            "contacts C1 1 calls/a.csv 3",
            "contacts C2 1 calls/a.csv 6",
            "contacts C4 1 calls/b.jsonl 1");
  }

  @Test
  void distinctCustomersAreCountedOnceAndNamedByTheirKeyOnly() throws IOException {
    JsonNode json = march("customers_contacted", Layer.ENTERPRISE, Cell.ALL);

    assertThat(json.at("/numerator").asInt()).isEqualTo(3);
    assertThat(events(json, "event_id", "amount")).containsExactly("C1 1", "C2 0", "C4 1", "C5 1");
    List<String> customers = events(json, "customer_key");
    assertThat(customers.get(1)).isEqualTo(customers.get(0));
    assertThat(customers).allMatch(key -> key.matches("[0-9a-f]{64}"));
    assertThat(Set.copyOf(customers)).hasSize(3);
  }

  @Test
  void aConversionIsTheDealsOfWhoTouchedThemLast() throws IOException {
    JsonNode agent = march("conversion_rate", Layer.AGENT, "A1");
    JsonNode team = march("conversion_rate", Layer.TEAM, "T1");

    assertThat(events(agent, "measure", "event_id", "file", "row"))
        .startsWith(
            "converted_deals D1 deals/deals.json 1", "converted_deals D2 deals/deals.json 2");
    assertThat(team.at("/numerator").asInt()).isEqualTo(2);
    assertThat(team.at("/denominator").asInt()).isEqualTo(3);
  }

  @Test
  void aRefundIsTakenFromItsOwnDayAndFoundInAPackedFile() throws IOException {
    JsonNode json = march("net_revenue", Layer.AGENT, "A2");

    assertThat(json.at("/value").asDouble()).isEqualTo(80.25);
    assertThat(events(json, "measure", "event_date", "event_id", "amount", "file", "row"))
        .containsExactly(
            "revenue_minor 2025-03-10 D1 10050 deals/deals.json 1",
            "refunded_minor 2025-03-15 R1 2025 refunds/refunds.csv.gz 3");
  }

  @Test
  void answersOfAParquetFileAreItsRecords() throws IOException {
    JsonNode json = march("csat", Layer.TEAM, "T1");

    assertThat(events(json, "measure", "event_id", "row"))
        .containsExactly(
            "csat_satisfied S1 1",
            "csat_satisfied S3 3",
            "csat_answers S1 1",
            "csat_answers S2 2",
            "csat_answers S3 3");
  }

  @Test
  void attritionIsTheLeaversAndThePeopleEmployed() throws IOException {
    JsonNode json = march("attrition_rate", Layer.TEAM, "T1");

    assertThat(json.at("/value").asDouble()).isEqualTo(12 / 1.5);
    assertThat(events(json, "measure", "event_date", "event_id", "file", "row"))
        .containsExactly(
            "voluntary_leavers 2025-03-20 A2 2024-01-01 agents/agents.csv 3",
            "headcount_opening 2025-02-28 A1 2024-01-01 agents/agents.csv 2",
            "headcount_opening 2025-02-28 A2 2024-01-01 agents/agents.csv 3",
            "headcount_closing 2025-03-31 A1 2024-01-01 agents/agents.csv 2");
    assertThat(march("attrition_rate", Layer.ENTERPRISE, Cell.ALL).at("/denominator").asDouble())
        .isEqualTo(2.5);
  }

  @Test
  void csvIsOneTableThatIsFilteredByLevel() throws IOException {
    try (Explanation explanation =
        explain("connect_rate", Layer.AGENT, "A1", Period.MONTH, MARCH)) {
      assertThat(printed(explanation, ResultFormat.CSV).lines().toList())
          .contains(
              "kpi,layer,entity_id,period,period_start,level,measure,event_date,amount,feed,event_id,agent_id,team_id,customer_key,file,row,note",
              "connect_rate,agent,A1,month,2025-03-01,value,value,,0.75,,,,,,,,numerator / denominator",
              "connect_rate,agent,A1,month,2025-03-01,measure,dials,,4,,,,,,,,",
              "connect_rate,agent,A1,month,2025-03-01,day,dials,2025-03-04,2,,,,,,,,")
          .anyMatch(
              line ->
                  line.matches(
                      "connect_rate,agent,A1,month,2025-03-01,event,dials,2025-03-04,1,calls,C3,A1,T1,[0-9a-f]+,calls/a.csv,7,"));
    }
  }

  @Test
  void aTableShowsTheFirstEventsAndSaysHowManyMoreThereAre() throws IOException {
    ExplainRequest request =
        new ExplainRequest("dials", Layer.AGENT, "A1", Period.MONTH, MARCH, OptionalLong.of(2));
    try (Explanation explanation =
        new ExplainJob(lake(), configuration(Map.of()), inbox()).explain(request)) {
      assertThat(printed(explanation, ResultFormat.TABLE))
          .startsWith("Dials / 外呼量 (dials)\n")
          .contains("agent A1, month 2025-03-01 to 2025-03-31, as of 2025-04-02, built at ")
          .contains("dials            4              4       4")
          .contains("calls/a.csv    3")
          .doesNotContain("b.jsonl")
          .endsWith(
              "Shown are at most 2 events of each measure; of dials there are 4."
                  + " --limit 4 shows all, so does --format csv.\n");
    }
  }

  @Test
  void aDayInsideThePeriodStandsForItAndRulesThatChangedSinceAreNamed() throws IOException {
    try (Explanation explanation =
        explain(
            "effective_call_rate",
            Layer.AGENT,
            "A1",
            Period.MONTH,
            LocalDate.of(2025, 3, 17),
            Map.of("calls.effective-min-talk", "PT60S"))) {
      assertThat(explanation.addsUp()).isFalse();
      assertThat(explanation.notes())
          .hasSize(3)
          .satisfies(
              notes -> {
                assertThat(notes.get(0))
                    .isEqualTo(
                        "2025-03-17 is not the first day of a month; explained is the one from"
                            + " 2025-03-01 to 2025-03-31.");
                assertThat(notes.get(1)).contains("changed rules for what events count");
                assertThat(notes.get(2))
                    .isEqualTo(
                        "The events of effective_calls add up to 1, but 2 was published: the"
                            + " configuration has changed since; run 'ringlake build' and ask again.");
              });
    }
  }

  @Test
  @Order(Integer.MAX_VALUE) // the lake is ahead of what is built from then on
  void whatWasPublishedIsExplainedWhateverHasComeInSinceAndWithoutTheFilesThatAreGone()
      throws IOException {
    Path file = folder.resolve("inbox/calls/b.jsonl");
    byte[] content = Files.readAllBytes(file);
    Path later = folder.resolve("inbox/calls/c.csv");
    Files.writeString(later, CALLS + "C2,2025-03-04T09:00:00,A2,K1,busy,,2025-03-09T10:00:00\n");
    Configuration configuration = configuration(Map.of());
    new IngestJob(lake(), configuration, inbox(), Clock.systemUTC())
        .run(IngestJob.list(inbox(), configuration), SilentProgress.progress());
    try {
      Files.delete(file);
      assertUnread("it is no longer in the inbox");
      Files.writeString(file, "{}\n");
      assertUnread("its content has changed since it was taken");
    } finally {
      Files.write(file, content);
      Files.delete(later);
    }
  }

  private void assertUnread(String why) throws IOException {
    try (Explanation explanation =
        explain("calls_handled", Layer.AGENT, "A1", Period.MONTH, MARCH)) {
      JsonNode json = new ObjectMapper().readTree(printed(explanation, ResultFormat.JSON));
      assertThat(explanation.addsUp()).isTrue();
      assertThat(explanation.notes()).hasSize(1);
      assertThat(explanation.notes().get(0)).contains("new or changed rows of silver.calls");
      assertThat(explanation.unread()).containsExactly(Map.entry("calls/b.jsonl", why));
      assertThat(events(json, "event_id", "file", "row"))
          .containsExactly("C1 calls/a.csv 3", "C2 calls/a.csv 6", "C4 calls/b.jsonl null");
    }
  }

  @Test
  void whatWasNeverPublishedIsAnsweredWithWhatThereIs() {
    assertNothing(
        "dial",
        Layer.AGENT,
        "A1",
        Period.MONTH,
        "There is no KPI 'dial' in conf/kpis.yaml; the nearest is 'dials'.");
    assertNothing(
        "attrition_rate",
        Layer.AGENT,
        "A1",
        Period.MONTH,
        "attrition_rate is not declared for agent by month; it is for team, enterprise, by month,"
            + " quarter, year.");
    assertNothing(
        "dials",
        Layer.TEAM,
        "T3",
        Period.MONTH,
        "Nothing is published of team T3 in the month from 2025-03-01, nor in any other; the"
            + " nearest name is 'T1'.");
    assertNothing(
        "dials",
        Layer.AGENT,
        "A2",
        Period.DAY,
        "Nothing is published of agent A2 in the day from 2025-03-01: nothing happened in it. Its"
            + " first day with anything begins on 2025-03-05, the last on 2025-04-02.");
  }

  private void assertNothing(
      String kpi, Layer layer, String entity, Period period, String message) {
    assertThatThrownBy(() -> explain(kpi, layer, entity, period, MARCH))
        .isInstanceOf(NoSuchValueException.class)
        .hasMessage(message);
  }

  @Test
  void itIsSomebodysValueAndOneOnly() {
    assertThat(refusal("--kpi", "dials", "--period", "month", "--start", "2025-03-01"))
        .startsWith("Error: Missing required argument (specify one of these):");
    assertThat(
            refusal(
                "--agent",
                "A1",
                "--team",
                "T1",
                "--kpi",
                "dials",
                "--period",
                "month",
                "--start",
                "2025-03-01"))
        .contains("mutually exclusive");
    assertThat(
            refusal(
                "--agent",
                "A1",
                "--kpi",
                "dials",
                "--period",
                "month",
                "--start",
                "2025-03-01",
                "--limit",
                "0"))
        .startsWith("--limit is 0; write 1 or more, or leave it out");
  }

  private static String refusal(String... options) {
    StringWriter err = new StringWriter();
    List<String> args = new ArrayList<>(List.of("explain", "--workspace", folder.toString()));
    args.addAll(List.of(options));
    int status =
        Ringlake.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute(args.toArray(String[]::new));
    assertThat(status).isEqualTo(2);
    return err.toString();
  }
}
