package org.ringlake.jobs.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Base of the tests that ask the oracle what can be counted by hand, in months of 2025. */
abstract class ByHand {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @TempDir Path inbox;

  /** Makes a file of a feed. */
  void write(String feed, String text) {
    try {
      Files.createDirectories(inbox.resolve(feed));
      Files.writeString(inbox.resolve(feed).resolve(feed + ".csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A roster of agents in a team each, from ever on. */
  void roster(String... agentsAndTeams) {
    StringBuilder text = new StringBuilder("agent_id,team_id\n");
    for (int i = 0; i < agentsAndTeams.length; i += 2) {
      text.append(agentsAndTeams[i]).append(',').append(agentsAndTeams[i + 1]).append('\n');
    }
    write("agents", text.toString());
  }

  Map<KpiCell, KpiValue> kpis() {
    return KpiOracle.kpis(inbox, SHANGHAI, Worth.NONE);
  }

  Map<KpiCell, KpiValue> kpis(Worth worth) {
    return KpiOracle.kpis(inbox, SHANGHAI, worth);
  }

  Map<KpiCell, KpiContext> contexts() {
    return KpiOracle.contexts(inbox, SHANGHAI, Worth.NONE);
  }

  static KpiCell all(String period, String start, String kpi) {
    return new KpiCell("enterprise", "all", period, start, kpi);
  }

  /** The enterprise in March 2025. */
  static KpiCell march(String kpi) {
    return all("month", "2025-03-01", kpi);
  }

  static KpiCell march(String layer, String entity, String kpi) {
    return new KpiCell(layer, entity, "month", "2025-03-01", kpi);
  }

  static KpiValue sum(String value) {
    return KpiValue.of(new BigDecimal(value), null);
  }

  static KpiValue ratio(String numerator, String denominator) {
    return KpiValue.of(new BigDecimal(numerator), new BigDecimal(denominator));
  }
}
