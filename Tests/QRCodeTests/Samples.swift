// Texts that the tests encode.

enum Samples {
    static let activationCode = "LPA:1$rsp.example.net$ABCDE-12FGH-3IJKL-45MNO"

    /// From one character to the longest, in the three kinds that an encoder treats differently.
    static let texts = [
        "0", "A", "a", "0123456789", "HELLO WORLD 42", activationCode,
        "LPA:1$smdp.io$K2-1ABCDE-2FGHIJ$$1",
        "https://esimsetup.example.com/esim_qrcode_provisioning?carddata=\(activationCode)",
        "with \"quotes\", <brackets> & an ampersand\\",
        String(repeating: activationCode, count: 5),
        String(repeating: "0123456789abcdef", count: 64),
    ]
}
