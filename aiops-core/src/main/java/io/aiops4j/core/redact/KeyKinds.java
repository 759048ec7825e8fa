package io.aiops4j.core.redact;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the value of a secret name is called: by whose it is, when the name says so. */
final class KeyKinds {

    /** Whose keys and tokens have no shape of their own, so that only the name beside them tells. */
    private static final List<String> VENDORS = WordList.list("""
            aws azure gcp google datadog heroku fastly twilio okta cloudflare algolia pagerduty bitbucket
            dropbox linkedin twitter facebook discord trello zendesk mixpanel segment codecov travis rollbar
            bugsnag newrelic splunk elastic kafka confluent mongodb postgres mysql oracle redis rabbitmq ldap
            smtp ftp vault consul nomad jenkins jira github gitlab slack stripe sendgrid docker npm nexus
            artifactory sonar snyk circleci sentry mailgun paypal braintree adyen salesforce servicenow zoom
            opsgenie statuspage contentful cohere mistral wandb openai anthropic keycloak supabase firebase
            spotify instagram intercom asana
            """);

    /** Behind the word for a secret these change nothing. */
    private static final Set<String> NEUTRAL = WordList.set("""
            value val string str text plain plaintext base b64 encoded raw data hex current new old confirm
            confirmation again repeat prod production dev development staging test live primary secondary main
            default master admin root hash encrypted enc b env a x n read write clear cleartext temp tmp backup
            number no
            """);

    private KeyKinds() {}

    static boolean isNeutral(String word) {
        return NEUTRAL.contains(word);
    }

    /** All that {@link #kind} can give. */
    static Set<String> all() {
        Set<String> all = new TreeSet<>(WordList.set("""
            password secret token api-key credential session signature authorization cookie pin phone
            social-security-number national-id private-key kubernetes-secret
            """));
        VENDORS.forEach(vendor -> all.add(vendor + "-secret"));
        return all;
    }

    static String kind(List<String> words, String word, KeyName.Strength strength) {
        return switch (strength) {
            case AUTHORIZATION -> "authorization";
            case COOKIE -> "cookie";
            case DIGITS -> "pin";
            case PHONE -> "phone";
            case SOCIAL -> "social-security-number";
            case PASSWORD -> "password";
            case NONE, WEAK, TOKEN -> token(words, word);
        };
    }

    private static String token(List<String> words, String word) {
        for (String each : words) {
            if (VENDORS.contains(each)) {
                return each + "-secret";
            }
        }
        if (word.startsWith("cred")) {
            return "credential";
        }
        if (word.contains("sess")
                || (word.equals("id") && (words.contains("session") || words.contains("sess")))
                || word.endsWith("sid")
                || word.endsWith("sessid")) {
            return "session";
        }
        if (word.startsWith("sig") || word.equals("sas")) {
            return "signature";
        }
        if (word.endsWith("key") || word.endsWith("keys")) {
            return words.contains("private") || word.startsWith("private") ? "private-key" : "api-key";
        }
        return word.endsWith("secret") || word.equals("secrets") ? "secret" : "token";
    }
}
