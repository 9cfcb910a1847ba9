import ArgumentParser
@main struct Esimbatch: ParsableCommand { func run() {} }
