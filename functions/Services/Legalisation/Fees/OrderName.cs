using System.Globalization;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>
/// How a provider is told of a payment: the case's reference and which of its payments it is, so that news finds its case without a list. A
/// reference alone opens nothing.
/// </summary>
static class OrderName
{
    public static string Of(string reference, int number) => string.Create(CultureInfo.InvariantCulture, $"{reference}.{number}");

    /// <summary>The case that an order is of; null where it names none.</summary>
    public static string? Case(string order) => Reference.Read(order.Split('.')[0]);
}
