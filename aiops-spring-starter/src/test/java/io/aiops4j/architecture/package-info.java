/** The architecture and the documents as tests, in the one module that sees all four jars. */
package io.aiops4j.architecture;
