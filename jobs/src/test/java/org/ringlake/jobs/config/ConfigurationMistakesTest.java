package org.ringlake.jobs.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What is wrong whichever file it is in: its keys, its text, or that it is missing. */
final class ConfigurationMistakesTest extends SpoiltConf {
  private static final String NEEDED_TYPES =
      "write one of string, int, seconds, money, number, boolean, date, timestamp";

  @Test
  void mistakesOfAllFilesAreReportedTogetherInOrder() throws IOException {
    conf.change("feeds/calls.yaml", "campaign_id: {type: string}", "campaign_id: {type: strng}");
    conf.change(
        "kpis.yaml", "unit: seconds\n    direction: up", "unit: seconds\n    direction: upp");
    conf.change("ringlake.yaml", "timezone: Asia/Shanghai", "timezone: Asia/Shangai");
    conf.change("ringlake.yaml", "min-sample: 30", "min-sample: few");
    assertMistakes(
        "conf/feeds/calls.yaml:13: type 'strng' is unknown; " + NEEDED_TYPES,
        "conf/kpis.yaml:74: direction 'upp' is unknown; write one of up, down, band",
        "conf/ringlake.yaml:5: timezone 'Asia/Shangai' is no time zone; the nearest is"
            + " 'Asia/Shanghai'",
        "conf/ringlake.yaml:55: reliability.min-sample 'few' is no whole number of at least 1;"
            + " write"
            + " one such as 1");
  }

  @Test
  void anUnknownKeyNamesTheNearestKnownOne() throws IOException {
    conf.write(
        "ringlake.yaml",
        """
        time-zone: Asia/Shanghai
        attribution:
          look-back: P30D
        colour: blue
        """);
    assertMistakes(
        "conf/ringlake.yaml:1: key 'time-zone' is unknown; the nearest is 'timezone'",
        "conf/ringlake.yaml:3: key 'attribution.look-back' is unknown; the nearest is"
            + " 'attribution.lookback'",
        "conf/ringlake.yaml:4: key 'colour' is unknown; known here are attribution, calls, churn,"
            + " currency, customers, exchange-rates, first-call-resolution, inbox, lake, out, phone,"
            + " privacy, publish, reliability, repurchase, timezone, value, worklogs");
  }

  @Test
  void aKeyGivenTwiceIsAMistake() throws IOException {
    conf.write("ringlake.yaml", "lake: a\ninbox: b\nlake: c\n");
    assertMistakes("conf/ringlake.yaml:3: key 'lake' is given twice, first in line 1; keep one");
  }

  @Test
  void brokenYamlIsReportedWithItsLine() throws IOException {
    conf.write("ringlake.yaml", "lake: a\ninbox: [b\nout: c\n");
    assertMistakes("conf/ringlake.yaml:3: is no valid YAML: expected ',' or ']', but got :");
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Files.write(
        conf.folder().resolve("ringlake.yaml"),
        "lake: späte\n".getBytes(StandardCharsets.ISO_8859_1));
    assertMistakes("conf/ringlake.yaml: the file is not UTF-8; save it as UTF-8");
  }

  @Test
  void aliasesAndSecondDocumentsAreRefused() throws IOException {
    conf.write("ringlake.yaml", "lake: &folder a\nout: *folder\n---\ninbox: c\n");
    assertMistakes(
        "conf/ringlake.yaml:2: YAML aliases are not supported; repeat the value",
        "conf/ringlake.yaml:4: a second YAML document begins here; keep one a file");
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    conf.delete("ringlake.yaml");
    conf.delete("kpis.yaml");
    conf.delete("feeds/shifts.yaml");
    assertMistakes(
        "conf/feeds/shifts.yaml: feed 'shifts' is missing, which the measures need; restore its"
            + " file from the defaults",
        "conf/kpis.yaml: the file is missing; run 'ringlake init DIR' for the defaults",
        "conf/ringlake.yaml: the file is missing; run 'ringlake init DIR' for the defaults");
  }
}
