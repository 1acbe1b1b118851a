package org.ringlake.jobs.config;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.ringlake.value.ValueRules;

/** Reads {@code ringlake.yaml}; absent keys take the defaults. */
final class RinglakeConfigReader {
  private final Path workspace;
  private final Section top;

  private RinglakeConfigReader(Path workspace, Section top) {
    this.workspace = workspace;
    this.top = top;
  }

  static RinglakeConfig read(Path workspace, YamlNode.Mapping node, Mistakes mistakes) {
    try (Section top = Section.of(node, mistakes)) {
      return new RinglakeConfigReader(workspace, top).config();
    }
  }

  private RinglakeConfig config() {
    return new RinglakeConfig(
        top.or("timezone", ZoneId.of("Asia/Shanghai"), Values::zone),
        top.or("currency", Currency.getInstance("CNY"), Values::currency),
        phone(),
        top.or("lake", "lake", Values::text),
        top.or("inbox", "inbox", Values::text),
        top.or("out", "out", Values::folder),
        calls(),
        customers(),
        attribution(),
        firstCallResolution(),
        repurchase(),
        churn(),
        value(),
        worklogs(),
        reliability(),
        privacy(),
        top.optional("exchange-rates", Values::text),
        publish());
  }

  private RinglakeConfig.Phone phone() {
    try (Section phone = top.section("phone")) {
      return new RinglakeConfig.Phone(phone.or("region", "CN", Values::phoneRegion));
    }
  }

  private RinglakeConfig.Calls calls() {
    try (Section calls = top.section("calls")) {
      return new RinglakeConfig.Calls(
          calls.or("effective-min-talk", Duration.ofSeconds(30), Values::duration),
          calls.or("allowed-hours", AllowedHours.parse("08:00-21:00"), AllowedHours::parse),
          calls.list("complex-topics", Values::text));
    }
  }

  private RinglakeConfig.Customers customers() {
    try (Section customers = top.section("customers")) {
      return new RinglakeConfig.Customers(
          customers.list("high-value-segments", Values::text),
          customers.or(
              "worth", RinglakeConfig.Worth.COMPUTED, Values.oneOf(RinglakeConfig.Worth.class)));
    }
  }

  private RinglakeConfig.Attribution attribution() {
    try (Section attribution = top.section("attribution")) {
      return new RinglakeConfig.Attribution(
          attribution.or("lookback", Duration.ofDays(90), Values::positiveDuration),
          attribution.or("half-life", Duration.ofDays(7), Values::positiveDuration),
          attribution.or("least-talk", Duration.ZERO, Values::duration),
          attribution.or("human-weight", BigDecimal.ONE, Values::numberFromZero),
          attribution.or("bot-weight", BigDecimal.ZERO, Values::numberFromZero));
    }
  }

  private RinglakeConfig.FirstCallResolution firstCallResolution() {
    try (Section resolution = top.section("first-call-resolution")) {
      return new RinglakeConfig.FirstCallResolution(
          resolution.or("window", Duration.ofDays(7), Values::positiveDuration));
    }
  }

  private RinglakeConfig.Repurchase repurchase() {
    try (Section repurchase = top.section("repurchase")) {
      return new RinglakeConfig.Repurchase(
          repurchase.or("window", Period.ofMonths(6), Values::positivePeriod),
          repurchase.or("model", AttributionModel.LAST, Values.oneOf(AttributionModel.class)));
    }
  }

  private RinglakeConfig.Churn churn() {
    try (Section churn = top.section("churn")) {
      return new RinglakeConfig.Churn(
          churn.or("window", Period.ofMonths(12), Values::positivePeriod));
    }
  }

  private RinglakeConfig.Value value() {
    try (Section value = top.section("value")) {
      return new RinglakeConfig.Value(
          value.or("model", ValueRules.Model.AUTO, Values.oneOf(ValueRules.Model.class)),
          value.list("segments", Values::text),
          value.or("min-customers", 500, Values.wholeFrom(1)),
          value.or("horizon-months", 36, Values.wholeFrom(1)),
          value.or("monthly-discount", new BigDecimal("0.01"), Values::numberFromZero),
          value.or("hold-out-months", 6, Values.wholeFrom(1)));
    }
  }

  private RinglakeConfig.Worklogs worklogs() {
    try (Section worklogs = top.section("worklogs")) {
      return new RinglakeConfig.Worklogs(
          worklogs.or("cut-off", LocalTime.of(23, 59), Values::timeOfDay));
    }
  }

  private RinglakeConfig.Reliability reliability() {
    try (Section reliability = top.section("reliability")) {
      return new RinglakeConfig.Reliability(reliability.or("min-sample", 30, Values.wholeFrom(1)));
    }
  }

  private RinglakeConfig.Privacy privacy() {
    try (Section privacy = top.section("privacy")) {
      String file = privacy.or("key-file", "conf/privacy.key", Values::text);
      return new RinglakeConfig.Privacy(file, key(file, privacy).orElse(null));
    }
  }

  private Optional<PrivacyKey> key(String file, Section privacy) {
    Path path = workspace.resolve(file);
    if (!Files.exists(path)) {
      privacy.mistake(
          "key-file",
          """
          privacy.key-file '%s' is missing; run 'ringlake init DIR', or make one with \
          'openssl rand -hex 32 > %s' (where a lake exists, restore the key it was made with)"""
              .formatted(file, file));
      return Optional.empty();
    }
    try {
      return Optional.of(PrivacyKey.fromHex(Files.readString(path)));
    } catch (IOException | IllegalArgumentException e) {
      privacy.mistake(
          "key-file",
          "privacy.key-file '%s' is no key: it must be readable and hold 64 hexadecimal digits"
              .formatted(file));
      return Optional.empty();
    }
  }

  private RinglakeConfig.Publish publish() {
    try (Section publish = top.section("publish")) {
      List<PublishTarget> targets = publish.list("targets", Values.oneOf(PublishTarget.class));
      RinglakeConfig.Postgres postgres = postgres(publish);
      if (targets.contains(PublishTarget.POSTGRES) && postgres.url().isEmpty()) {
        publish.mistake(
            "targets",
            "publish.targets names postgres, but publish.postgres.url is missing; add it");
      }
      return new RinglakeConfig.Publish(targets, postgres);
    }
  }

  private static RinglakeConfig.Postgres postgres(Section publish) {
    try (Section postgres = publish.section("postgres")) {
      return new RinglakeConfig.Postgres(postgres.optional("url", Values::postgresUrl));
    }
  }
}
