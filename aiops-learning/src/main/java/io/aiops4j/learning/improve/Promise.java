package io.aiops4j.learning.improve;

/** That an action changes a value of the state as it declares. */
record Promise(String action, String value) {}
