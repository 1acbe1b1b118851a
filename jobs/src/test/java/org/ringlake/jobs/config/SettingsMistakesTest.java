package org.ringlake.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mistakes of {@code ringlake.yaml}, of what overrides it, and of the files it names. */
final class SettingsMistakesTest extends SpoiltConf {
  @Test
  void everyKindOfValueOfRinglakeYamlIsChecked() throws IOException {
    conf.write(
        "ringlake.yaml",
        """
        currency: RMB?
        phone: {region: cn}
        lake: ''
        out: s3a://bucket/out
        calls:
          effective-min-talk: 30
          allowed-hours: 21:00-08:00
          complex-topics: billing
        customers: {high-value-segments: [gold, gold]}
        attribution: {lookback: P0D, half-life: -P7D}
        first-call-resolution: P7D
        repurchase: {window: PT6H, model: newest}
        churn: {window: -P1M}
        worklogs: {cut-off: "24:30"}
        reliability: {min-sample: 0}
        publish: {targets: [postgres, excel]}
        """);
    assertMistakes(
        "conf/ringlake.yaml:1: currency 'RMB?' is no ISO 4217 currency code; write one such as CNY",
        "conf/ringlake.yaml:2: phone.region 'cn' is no region of ISO 3166; write two letters"
            + " such as"
            + " CN",
        "conf/ringlake.yaml:3: lake '' is empty; write a text",
        "conf/ringlake.yaml:4: out 's3a://bucket/out' is no folder of this machine; write a path"
            + " such as out",
        "conf/ringlake.yaml:6: calls.effective-min-talk '30' is no ISO 8601 duration; write"
            + " one such"
            + " as PT30S, PT12H or P7D",
        "conf/ringlake.yaml:7: calls.allowed-hours '21:00-08:00' is no part of one day; write"
            + " from-until such as 08:00-21:00, at most 00:00-24:00",
        "conf/ringlake.yaml:8: 'calls.complex-topics' is no list; write [a, b]",
        "conf/ringlake.yaml:9: customers.high-value-segments has 'gold' twice",
        "conf/ringlake.yaml:10: attribution.lookback 'P0D' is not positive; write a duration"
            + " such as"
            + " P7D",
        "conf/ringlake.yaml:10: attribution.half-life '-P7D' is not positive; write a duration such"
            + " as P7D",
        "conf/ringlake.yaml:11: 'first-call-resolution' is no group of keys; write its keys below"
            + " it",
        "conf/ringlake.yaml:12: repurchase.window 'PT6H' is no ISO 8601 period of calendar time;"
            + " write one such as P6M, P1Y or P90D",
        "conf/ringlake.yaml:12: repurchase.model 'newest' is unknown; write one of first, last,"
            + " linear, position, time_decay, shapley, markov",
        "conf/ringlake.yaml:13: churn.window '-P1M' is no ISO 8601 period of calendar time; write"
            + " one such as P6M, P1Y or P90D",
        "conf/ringlake.yaml:14: worklogs.cut-off '24:30' is no time of day; write one such as"
            + " 23:59",
        "conf/ringlake.yaml:15: reliability.min-sample '0' is no whole number of at least 1; write"
            + " one such as 1",
        "conf/ringlake.yaml:16: publish.targets 'excel' is unknown; write one of duckdb, postgres,"
            + " parquet, csv",
        "conf/ringlake.yaml:16: publish.targets names postgres, but publish.postgres.url is"
            + " missing;"
            + " add it");
  }

  @Test
  void mistakesInOverridesAreReportedAsTheyWereGiven() {
    Map<String, String> overrides = new LinkedHashMap<>();
    overrides.put("calls.effective-min-talk", "soon");
    overrides.put("calls.efective-min-talk", "PT1S");
    overrides.put("publish.targets", "[csv, fax]");
    assertMistakes(
        overrides,
        "--set calls.efective-min-talk=PT1S: key 'calls.efective-min-talk' is unknown; the nearest"
            + " is 'calls.effective-min-talk'",
        "--set calls.effective-min-talk=soon: calls.effective-min-talk 'soon' is no ISO 8601"
            + " duration; write one such as PT30S, PT12H or P7D",
        "--set publish.targets=[csv, fax]: publish.targets 'fax' is unknown; write one of duckdb,"
            + " postgres, parquet, csv");
  }

  @Test
  void aMissingKeyTellsHowToMakeOne() throws IOException {
    conf.delete("privacy.key");
    assertMistakes(
        "conf/ringlake.yaml:60: privacy.key-file 'conf/privacy.key' is missing; run 'ringlake"
            + " init DIR',"
            + " or make one with 'openssl rand -hex 32 > conf/privacy.key' (where a lake exists,"
            + " restore the key it was made with)");
  }

  @Test
  void aKeyIsNeverPrinted() throws IOException {
    conf.write("privacy.key", "0123456789abcdef");
    assertMistakes(
        "conf/ringlake.yaml:60: privacy.key-file 'conf/privacy.key' is no key: it must be readable"
            + " and hold 64 hexadecimal digits");
    conf.write("privacy.key", "0123456789abcdef".repeat(4));
    Configuration configuration = conf.load(Map.of());
    assertThat(configuration.ringlake().privacy().key().bytes()).hasSize(32).startsWith(1, 35);
    assertThat(configuration.toString()).contains("PrivacyKey[hidden]").doesNotContain("0123456");
  }

  @Test
  void exchangeRatesAreReadWithTheirLines() throws IOException {
    conf.write(
        "rates.csv",
        "currency,valid_from,rate\nUSD,2025-01-01,7.1\nUSD,2025-02-30,7.2\nEUR,2025-01-01,-1\nEUR,2025-01-01\nUSD,2025-01-01,7.3\n");
    assertMistakes(
        Map.of("exchange-rates", "conf/rates.csv"),
        "conf/rates.csv:3: valid_from '2025-02-30' is no date; write yyyy-mm-dd",
        "conf/rates.csv:4: 'EUR,2025-01-01,-1' is not positive; write a rate such as 7.1",
        "conf/rates.csv:5: has 2 values; write currency,valid_from,rate",
        "conf/rates.csv:6: USD from 2025-01-01 is given twice; keep one");
  }

  @Test
  void aMissingFileOfRatesIsNamedWhereItIsAskedFor() {
    assertMistakes(
        Map.of("exchange-rates", "conf/rates.csv"),
        "--set exchange-rates=conf/rates.csv: exchange-rates 'conf/rates.csv' cannot be read;"
            + " write that file (currency,valid_from,rate) or leave the key out");
  }
}
