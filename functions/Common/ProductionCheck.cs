using CasaServerless.Common.Payments;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Publishing;
using CasaServerless.Kernel.Sealing;

namespace CasaServerless.Common;

/// <summary>
/// Outside Development the city does not start, and so never listens, with secrets, keys or an address that it could not work with: whoever
/// deploys it is told, and not the first citizen. Nothing here asks the network.
/// </summary>
sealed class ProductionCheck(IServiceProvider services, IConfiguration configuration) : IHostedService
{
    /// <exception cref="InvalidOperationException">A setting is missing or cannot be; the message names it.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["Casa:PublicUrl"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) != true)
            throw new InvalidOperationException("Casa__PublicUrl is not an https address.");
        // Each judges its settings when it is made, and a key file with them.
        services.GetRequiredService<CityKeys>();
        services.GetRequiredService<SealKeyring>();
        services.GetRequiredService<PublishingKeyring>();
        services.GetRequiredService<IPaymentProvider>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
