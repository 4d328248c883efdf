/** Signatures that prove that a link or a Message-ID came from us. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Signing",
        allowedDependencies = {})
package io.reglament.signing;
