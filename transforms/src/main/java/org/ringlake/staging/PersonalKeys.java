package org.ringlake.staging;

import static org.apache.spark.sql.functions.udf;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Turns personal text into keys that say who is the same and nothing else: HMAC-SHA-256 under the
 * lake's key, as 64 hexadecimal digits.
 *
 * <p>A phone number is brought to E.164 first, so that every way of writing it gives one key; what
 * is no phone number of any region has no key (NULL).
 */
public final class PersonalKeys implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int REMEMBERED = 250_000;

  private final byte[] secret;
  private final String region;
  private transient volatile Map<String, Optional<String>> phones;
  private transient volatile Map<String, Optional<String>> texts;

  /**
   * Keys under a secret.
   *
   * @param region the region of numbers without a country code, such as CN
   */
  public PersonalKeys(byte[] secret, String region) {
    this.secret = secret.clone();
    this.region = region;
  }

  /** The key of a phone number, NULL for what is none. */
  public Column phone(Column phone) {
    UDF1<String, String> key = this::phoneKey;
    return udf(key, DataTypes.StringType).apply(phone);
  }

  /** The key of any other text. */
  public Column text(Column text) {
    UDF1<String, String> key = this::textKey;
    return udf(key, DataTypes.StringType).apply(text);
  }

  String phoneKey(String phone) {
    if (phones == null) {
      phones = new ConcurrentHashMap<>();
    }
    return remembered(phones, phone, text -> e164(text).map(this::hmac));
  }

  String textKey(String text) {
    if (texts == null) {
      texts = new ConcurrentHashMap<>();
    }
    return remembered(texts, text, value -> Optional.of(hmac(value)));
  }

  private static String remembered(
      Map<String, Optional<String>> known, String text, Function<String, Optional<String>> key) {
    if (text == null) {
      return null;
    }
    if (known.size() > REMEMBERED) {
      known.clear();
    }
    return known.computeIfAbsent(text, key).orElse(null);
  }

  private Optional<String> e164(String phone) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      PhoneNumber number = numbers.parse(phone, region);
      ValidationResult result = numbers.isPossibleNumberWithReason(number);
      boolean isPossible =
          result == ValidationResult.IS_POSSIBLE
              || result == ValidationResult.IS_POSSIBLE_LOCAL_ONLY;
      return isPossible
          ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + ALGORITHM, e);
    }
  }
}
