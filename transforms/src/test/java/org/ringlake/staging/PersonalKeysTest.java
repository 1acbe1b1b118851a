package org.ringlake.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of personal text. The expected ones were computed by OpenSSL, but the RFC's. */
class PersonalKeysTest {
  private static final byte[] SECRET = HexFormat.of().parseHex("0b".repeat(20));
  private static final PersonalKeys KEYS = new PersonalKeys(SECRET, "CN");
  private static final String CHINESE =
      "1a425a0f62ab5996b2915aa703bcb4a2cd5e12cb521dd553fdbefd4f570a9e2c";
  private static final String AMERICAN =
      "8c119ff8b5cf87c4efde4df8f550163b5f34493bd01dbce78646f05d17dbbfd7";

  @Test
  void aTextHasTheKeyThatRfc4231GivesForIt() {
    assertThat(KEYS.textKey("Hi There"))
        .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "138.0013.8000",
        "(138) 0013/8000",
        "+8613800138000",
        "+86 (0) 138 0013 8000",
        "008613800138000",
        "tel:+86-138-0013-8000",
        "１３８００１３８０００"
      })
  void everyWayOfWritingAPhoneNumberGivesTheKeyOfItsInternationalForm(String written) {
    assertThat(KEYS.phoneKey(written)).isEqualTo(CHINESE);
  }

  @Test
  void aNumberWithoutCountryCodeIsOfTheKeysRegion() {
    PersonalKeys american = new PersonalKeys(SECRET, "US");

    assertThat(american.phoneKey("(202) 555-0156")).isEqualTo(AMERICAN);
    assertThat(american.phoneKey("+86 138 0013 8000")).isEqualTo(CHINESE);
    assertThat(KEYS.phoneKey("+1 202 555 0156")).isEqualTo(AMERICAN);
    assertThat(KEYS.phoneKey("(202) 555-0156")).isNotEqualTo(AMERICAN);
  }

  @Test
  void anotherSecretGivesOtherKeys() {
    PersonalKeys other = new PersonalKeys(HexFormat.of().parseHex("0c".repeat(20)), "CN");

    assertThat(other.phoneKey("13800138000")).hasSize(64).isNotEqualTo(CHINESE);
    assertThat(other.textKey("Hi There")).hasSize(64).isNotEqualTo(KEYS.textKey("Hi There"));
  }

  @Test
  void textDiffersByEveryCharacter() {
    assertThat(Stream.of("Hi There", "hi There", "Hi There ", "").map(KEYS::textKey))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsNoPhoneNumberHasNoKey() {
    assertThat(Stream.of(null, "", "unknown", "1", "1380013800013800138000").map(KEYS::phoneKey))
        .containsOnlyNulls();
    assertThat(KEYS.textKey(null)).isNull();
  }
}
