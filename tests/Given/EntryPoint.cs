using CasaServerless.Tests.Functions.Hosting;

namespace CasaServerless.Tests.Given;

/// <summary>Runs the tests as xunit's own entry point does; or, told so, a small city that a test has started and may kill.</summary>
static class EntryPoint
{
    static Task<int> Main(string[] args) =>
        args is [ChildCity.Verb, ..] ? ChildCity.Run(args[1..])
        : args.Any(argument => argument is "--server" or "--internal-msbuild-node")
            ? Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
        : Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}
