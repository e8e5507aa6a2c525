using System.CommandLine;
using CasaServerless;
using CasaServerless.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Casa;

/// <summary>
/// The city's own code on its storage, without its doors: for verbs that mend. The environment's <c>AzureWebJobsStorage</c> wins, so that they
/// work on any city whose storage one may open.
/// </summary>
static class LocalCity
{
    public static Option<int> StoragePort() => new("--storage-port")
    {
        HelpName = "10000",
        Description = "where local storage answers, when the environment names no other",
        DefaultValueFactory = _ => 10000,
    };

    /// <summary>Whether a verb failed because nothing listens where storage should be.</summary>
    public static bool NoStorage(Exception failure) => failure switch
    {
        AggregateException many => many.InnerExceptions.Any(NoStorage),
        Azure.RequestFailedException { Status: 0 } => true,
        _ => false,
    };

    public static WebApplication Open(int storagePort)
    {
        var settings = new List<string> { "--environment=Development", $"--Casa:Keys={LocalKeys.Value}", "--Casa:PublicUrl=http://localhost:7071", "--Casa:Runner:Enabled=false" };
        if (Environment.GetEnvironmentVariable("AzureWebJobsStorage") is null && Environment.GetEnvironmentVariable("AzureWebJobsStorage__accountName") is null)
            settings.Add($"--AzureWebJobsStorage={LocalStorage.ConnectionString(storagePort)}");
        return CityHost.Build([.. settings], Casablanca.Add, Casablanca.Map);
    }
}
