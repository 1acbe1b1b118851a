package org.ringlake.jobs.vendors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;

/** Each CRM's files, and files as other countries write them; times are those of Shanghai. */
class DealFormatsTest extends SparkTest {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String NO_BREAK_SPACE = "\u00A0";
  private static final String NARROW_NO_BREAK_SPACE = "\u202F";

  @TempDir static Path workspace;
  private static VendorLake lake;

  @BeforeEach
  void takeIn() {
    if (lake == null) {
      lake =
          VendorLake.at(workspace)
              .withFilesOf("hubspot")
              .withFilesOf("hubspot_export")
              .withFilesOf("merged_deals")
              .withFilesOf("salesforce")
              .withFilesOf("salesforce_api")
              .withSource("locale/german.yaml")
              .withFile(
                  "german/export.csv",
                  """
                  Nummer;Stand;Betrag;Produkt;Angelegt;Abschluss
                  D-1;gewonnen;EUR 3.500,00;"Gerät ""groß\""";02.01.2025 08:00;31.01.2025 17:30
                  D-2;gewonnen;1.234.567,89 EUR;Zubehör;02.01.2025 08:00;30.01.2025
                  D-3;verloren;-;Zubehör;02.01.2025 08:00;30.01.2025 09:00
                  D-4;gewonnen;3,500.00;Zubehör;02.01.2025 08:00;30.01.2025 09:00
                  D-5;gewonnen;10,5;Zubehör;02.01.2025 08:00;30.02.2025 09:00
                  """
                      .replace("\n", "\r\n")
                      .getBytes(ISO_8859_1))
              .withSource("locale/french.yaml")
              .withFile(
                  "french/ventes.csv",
                  (BYTE_ORDER_MARK
                          + """
                          numéro;montant;produit;clôturé
                          F-1;"1 234,5";"Crédit; renouvelable";31/01/2025 18:00
                          F-2;€ 3~500,00;Épargne;31/01/2025 18:00
                          F-3;2^000 €;Épargne;31/01/2025 18:00
                          F-4;€ 3.500,00;Épargne;31/01/2025 18:00
                          """)
                      .replace("~", NO_BREAK_SPACE)
                      .replace("^", NARROW_NO_BREAK_SPACE)
                      .getBytes(UTF_8))
              .withSource("locale/chinese.yaml")
              .withFile(
                  "chinese/export.csv",
                  """
                  订单号\t状态\t金额\t产品\t成交时间
                  Z-1\t成交\t¥1,234.50\t保险产品㐂\t2025年1月31日 9:05
                  Z-2\t跟进\t\t理财\t
                  """
                      .getBytes(Charset.forName("GB18030")))
              .withSource("locale/russian.yaml")
              .withFile(
                  "russian/calls.csv",
                  """
                  Номер;Начало;Итог;Разговор
                  R-1;03.03.2025 09:15;отвечен;65
                  R-2;31.06.2025 09:15;занято;0
                  """
                      .getBytes(UTF_8))
              .takenIn(spark());
    }
  }

  @Test
  void aHubSpotDealThatSwallowedOthersCountsOnce() {
    assertRows(
        lake.silverOf("hubspot", Deals.NAME),
        """
        deal_id | agent_id | status | amount  | currency | closed_at
        501     | 71       | won    | 1500.00 | CNY      | 2025-02-01 00:30:00
        504     | 72       | won    | 950.50  | null     | 2025-02-28 23:59:59
        505     | 72       | lost   | 700.00  | null     | 2025-01-22 08:00:00
        """);
  }

  @Test
  void mergesNamedByDealsAndByATableAreOneFeed() {
    assertRows(
        lake.silver("merged_deals"),
        """
        merged_deal_id | deal_id
        502            | 501
        503            | 501
        602            | 601
        """);
  }

  @Test
  void aHubSpotTableKnowsTheDefaultStagesAndLeavesOutMergedAndDeletedDeals() {
    assertRows(
        lake.silverOf("hubspot_export", Deals.NAME),
        """
        deal_id | agent_id | status | amount  | created_at          | closed_at
        601     | 71       | won    | 1200.00 | 2025-01-02 11:04:05 | 2025-02-03 12:05:06
        603     | 72       | lost   | null    | 2025-01-02 11:04:05 | 2025-02-04 12:05:06
        604     | 72       | open   | null    | 2025-01-02 11:04:05 | null
        """);
  }

  @Test
  void deletedSalesforceOpportunitiesAreGoneAndHistoryIsNoSecondDeal() {
    assertRows(
        lake.silverOf("salesforce", Deals.NAME),
        """
        deal_id | customer_id | agent_id | status | amount   | closed_at
        OPP-1   | A-1         | 71       | won    | 24000.00 | 2025-01-31 23:59:59
        OPP-3   | A-3         | 72       | lost   | 800.46   | 2025-01-29 23:59:59
        OPP-4   | A-4         | 72       | open   | null     | null
        """);
  }

  @Test
  void salesforcesOwnColumnNamesAreReadToo() {
    assertRows(
        lake.silverOf("salesforce_api", Deals.NAME),
        """
        deal_id | customer_id | agent_id | status | amount  | closed_at
        OPP-7   | A-7         | 71       | won    | 3300.50 | 2025-01-31 23:59:59
        """);
  }

  @Test
  void pointsCommasCurrencySignsAndDatesOfAGermanFileAreWhatTheyMeanThere() {
    assertRows(
        lake.silverOf("german", Deals.NAME),
        """
        deal_id | status | amount     | product      | closed_at
        D-1     | won    | 3500.00    | Gerät "groß" | 2025-02-01 00:30:00
        D-2     | won    | 1234567.89 | Zubehör      | 2025-01-31 06:59:59
        """);
    assertRows(
        lake.rejectedOf("german", Deals.NAME),
        """
        field     | value            | reason
        amount    | -                | is not an amount of money
        amount    | 3,500.00         | is not an amount of money
        closed_at | 30.02.2025 09:00 | is not a date and time
        """);
  }

  @Test
  void pointsAndEveryKindOfSpaceGroupDigitsAndAByteOrderMarkIsNoPartOfAName() {
    assertRows(
        lake.silverOf("french", Deals.NAME),
        """
        deal_id | amount  | product              | closed_at
        F-1     | 1234.50 | Crédit; renouvelable | 2025-02-01 01:00:00
        F-2     | 3500.00 | Épargne              | 2025-02-01 01:00:00
        F-3     | 2000.00 | Épargne              | 2025-02-01 01:00:00
        F-4     | 3500.00 | Épargne              | 2025-02-01 01:00:00
        """);
  }

  @Test
  void gb18030AndTabsAreDeclarable() {
    assertRows(
        lake.silverOf("chinese", Deals.NAME),
        """
        deal_id | status | amount  | product  | closed_at
        Z-1     | won    | 1234.50 | 保险产品㐂 | 2025-01-31 09:05:00
        Z-2     | open   | null    | 理财     | null
        """);
  }

  @Test
  void localTimesAreThoseOfTheSourcesZone() {
    assertRows(
        lake.silverOf("russian", Calls.NAME),
        """
        call_id | started_at          | disposition | talk_seconds
        R-1     | 2025-03-03 14:15:00 | answered    | 65
        """);
    assertRows(
        lake.rejectedOf("russian", Calls.NAME),
        """
        field      | value            | reason
        started_at | 31.06.2025 09:15 | is not a date and time
        """);
  }
}
